using FlowEngine.Connecting;
using FlowEngine.Nodes;
using TestKit;
using TestKit.Contract;

namespace FlowRuntime.Tests.Plugins;

/// <summary>The sample of the guide, loaded by the real loader, against a server of its programme.</summary>
public sealed class SamplePluginTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_a_list_page_by_page_into_a_variable()
    {
        using var folder = new PluginFolder().AddSample();
        await using var server = await LoyaltyServer.StartAsync();

        var outcome = await RunAsync(folder, server, "findMembers", """{ "search": "An{{ 'n' }}", "limit": 110, "saveTo": "result" }""");

        Assert.Equal(("success", 110), (outcome.Port, outcome.Variables["result"].GetArrayLength()));
        Assert.Equal(
            ["GET /api/members?q=Ann&size=50", "GET /api/members?q=Ann&size=50&after=50", "GET /api/members?q=Ann&size=50&after=100"],
            server.Targets
        );
    }

    [Fact]
    public async Task Leaves_by_not_found_when_nobody_fits()
    {
        using var folder = new PluginFolder().AddSample();
        await using var server = await LoyaltyServer.StartAsync();

        var outcome = await RunAsync(folder, server, "findMembers", """{ "search": "Zoe" }""");

        Assert.Equal("notFound", outcome.Port);
    }

    [Fact]
    public async Task Writes_with_a_key_by_which_a_repeated_write_is_done_once()
    {
        using var folder = new PluginFolder().AddSample();
        await using var server = await LoyaltyServer.StartAsync();

        var outcome = await RunAsync(folder, server, "addPoints", """{ "member": "=3 + 4", "points": 25 }""");

        Assert.Equal(("success", 25), (outcome.Port, outcome.Output.GetProperty("points").GetInt32()));
        Assert.EndsWith("/call/1\"", outcome.Output.GetProperty("key").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_in_words_whether_the_token_is_taken()
    {
        using var folder = new PluginFolder().AddSample();
        await using var server = await LoyaltyServer.StartAsync();
        var connector = await ConnectorAsync(folder);

        using var right = Connect(connector, server.Address, LoyaltyServer.AccessToken);
        using var wrong = Connect(connector, server.Address, "tok_other");

        Assert.Equal(new ProbeResult(true, "The programme answers and takes the token."), await connector.Probe!(right, Token)); // the sample has one
        Assert.StartsWith("The programme answers, but refuses the token.", (await connector.Probe(wrong, Token)).Message, StringComparison.Ordinal);
    }

    private static async Task<NodeOutcome> RunAsync(PluginFolder folder, LoyaltyServer server, string operation, string config)
    {
        var connector = await ConnectorAsync(folder);
        using var connection = Connect(connector, server.Address, LoyaltyServer.AccessToken);
        using var bench = new ConnectorBench(s => s.AddConnector(connector), connection);
        Assert.Empty(bench.Validate($"acmeLoyalty.{operation}", config));
        return await bench.RunAsync($"acmeLoyalty.{operation}", config, Token);
    }

    private static async Task<ConnectorDefinition> ConnectorAsync(PluginFolder folder)
    {
        await folder.Plugins.ScanAsync(Token);
        Assert.True(folder.Connectors.TryGet("acmeLoyalty", out var connector));
        return connector;
    }

    private static FakeConnection Connect(ConnectorDefinition connector, Uri address, string token) =>
        new(connector.Key, address, request => connector.Credentials[0].Apply(request, new Dictionary<string, string> { ["token"] = token }));
}
