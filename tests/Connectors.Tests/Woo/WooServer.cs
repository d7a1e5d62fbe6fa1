using System.Text.Json.Nodes;
using Connectors.Tests.Described;
using Connectors.Woo;
using TestKit;

namespace Connectors.Tests.Woo;

/// <summary>A small shop behind a real address; everything on the wire is held to the description of WooCommerce's API.</summary>
internal sealed class WooServer : IAsyncDisposable
{
    private static readonly ApiDescription Description = ApiDescription.Read("tests/Connectors.Tests/Woo/woocommerce-v3.openapi.json");
    private readonly DescribedServer _server;

    private WooServer(DescribedServer server, WooStore store) => (_server, Store) = (server, store);

    public WooStore Store { get; }

    public IEnumerable<SeenRequest> Seen => _server.Seen;

    public Uri Address => _server.Address;

    public Operating Connector => new(WooConnector.Definition, _server.Address, Time);

    public ManualTimeProvider Time { get; } = new();

    public static async Task<WooServer> StartAsync()
    {
        var store = new WooStore();
        return new WooServer(await DescribedServer.StartAsync(Description, "/wp-json/wc/v3", store.Answer), store);
    }

    public void AnswerNext(int status, string body) => _server.AnswerNext(new VendorAnswer(status, JsonNode.Parse(body)));

    public void LoseNextAnswer() => _server.LoseNextAnswer();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Assert.Empty(_server.Violations);
    }
}
