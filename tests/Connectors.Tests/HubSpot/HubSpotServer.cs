using System.Text.Json.Nodes;
using Connectors.HubSpot;
using Connectors.Tests.Described;
using TestKit;

namespace Connectors.Tests.HubSpot;

/// <summary>A small HubSpot account behind a real address; everything on the wire is held to the description of the API.</summary>
internal sealed class HubSpotServer : IAsyncDisposable
{
    private static readonly ApiDescription Description = ApiDescription.Read("tests/Connectors.Tests/HubSpot/hubspot-crm.openapi.json");
    private readonly DescribedServer _server;

    private HubSpotServer(DescribedServer server, HubSpotAccount account) => (_server, Account) = (server, account);

    public HubSpotAccount Account { get; }

    public IEnumerable<SeenRequest> Seen => _server.Seen;

    public Uri Address => _server.Address;

    public Operating Connector => new(HubSpotConnector.Definition, _server.Address, Time);

    public ManualTimeProvider Time { get; } = new();

    public static async Task<HubSpotServer> StartAsync()
    {
        var account = new HubSpotAccount();
        return new HubSpotServer(await DescribedServer.StartAsync(Description, "", request => account.Answer(request, Description)), account);
    }

    public void AnswerNext(int status, string body, params (string Name, string Value)[] headers) =>
        _server.AnswerNext(new VendorAnswer(status, JsonNode.Parse(body)) { Headers = headers.ToDictionary(h => h.Name, h => h.Value) });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Assert.Empty(_server.Violations);
    }
}
