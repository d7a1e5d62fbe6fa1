using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using TestKit.Contract;
using TestKit.Engine;

namespace FlowEngine.Tests.Connecting;

public sealed class ConnectorCatalogTests
{
    private static readonly ConnectorDefinition Connector = Acme.With(Acme.Echo());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connector_that_is_installed_while_running_has_its_nodes_at_once()
    {
        using var bench = new ConnectorBench(_ => { });
        var missing = Assert.Single(bench.Validate("acme.get", "{}"), p => p.Code == "node.type");

        var problems = bench.Connectors.Install(Connector);

        Assert.Empty(problems);
        Assert.Contains("connector \"acme\"", missing.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Validate("acme.get", "{}"));
        Assert.Equal("success", (await bench.RunAsync("acme.get", "{}", Token)).Port);
        Assert.Contains(bench.Nodes.All, t => t.Definition.Type == "acme.get");
        Assert.True(bench.Connectors.TryGet("acme", out _));
    }

    [Fact]
    public async Task A_bot_that_is_compiled_keeps_running_when_its_connector_is_removed()
    {
        using var engine = new TestEngine();
        var catalog = new ConnectorCatalog([], engine.Catalog, engine.Clock, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        catalog.Install(Connector);
        using var chat = engine.Talk(Flow.With("start", Use.Start).Then("call", NodeSpec.Of("acme.get", then: "success")).Then("say", Use.Say("Done")));

        Assert.True(catalog.Remove("acme"));
        await chat.StartAsync(Token);

        Assert.Equal(["Done"], chat.Answers());
        Assert.False(engine.Catalog.TryGet("acme.get", 1, out _));
        Assert.False(catalog.TryGet("acme", out _));
    }

    [Fact]
    public void Refuses_a_key_that_is_taken_and_keeps_the_first()
    {
        using var bench = new ConnectorBench(s => s.AddConnector(Connector));

        var problem = Assert.Single(bench.Connectors.Install(Acme.With() with { Title = "Other" }));

        Assert.Equal("connector.taken", problem.Code);
        Assert.Contains("\"Acme\"", problem.Message, StringComparison.Ordinal);
        Assert.Equal("Acme", Assert.Single(bench.Connectors.All).Title);
    }

    [Theory]
    [InlineData("trigger")]
    [InlineData("say")]
    public void Refuses_a_key_among_the_nodes_of_the_product(string key)
    {
        using var bench = new ConnectorBench(_ => { });

        var problem = Assert.Single(bench.Connectors.Install(Connector with { Key = key }));

        Assert.Equal("connector.taken", problem.Code);
        Assert.Empty(bench.Connectors.All);
    }

    [Fact]
    public void Does_not_remove_or_replace_what_the_product_is_made_of()
    {
        using var bench = new ConnectorBench(s => s.AddConnector(Connector));

        Assert.False(bench.Connectors.Remove("acme"));
        Assert.Equal("connector.taken", Assert.Single(bench.Connectors.Replace(Connector)).Code);
        Assert.True(bench.Nodes.TryGet("acme.get", 1, out _));
    }

    [Fact]
    public void Replaces_an_installed_connector_in_one_step_and_tells_what_changed()
    {
        using var bench = new ConnectorBench(_ => { });
        bench.Connectors.Install(Connector);
        var changes = new List<string>();
        bench.Nodes.Changed += (_, e) => changes.Add($"+{string.Join(',', e.Added)} -{string.Join(',', e.Removed)}");

        var problems = bench.Connectors.Replace(Acme.With(Acme.Echo() with { Key = "put" }));

        Assert.Empty(problems);
        Assert.Equal(["+acme.put -acme.get"], changes);
        Assert.False(bench.Nodes.TryGet("acme.get", 1, out _));
        Assert.True(bench.Nodes.TryGet("acme.put", 1, out _));
    }

    [Fact]
    public async Task Readers_always_see_a_whole_catalog_while_connectors_come_and_go()
    {
        using var bench = new ConnectorBench(_ => { });
        var two = Acme.With(Acme.Echo(), Acme.Echo() with { Key = "put" });
        using var done = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(() =>
                {
                    var seen = new HashSet<int>();
                    while (!done.IsCancellationRequested)
                    {
                        seen.Add(bench.Nodes.All.Count(t => t.Definition.Connector == "acme"));
                    }

                    return seen;
                })
            )
            .ToList();

        for (var i = 0; i < 300; i++)
        {
            Assert.Empty(bench.Connectors.Install(two));
            Assert.True(bench.Connectors.Remove("acme"));
        }

        await done.CancelAsync();
        Assert.All((await Task.WhenAll(readers)).SelectMany(s => s), count => Assert.Contains(count, new[] { 0, 2 }));
    }

    public static TheoryData<string, Func<ConnectorDefinition, ConnectorDefinition>> Wrong =>
        new()
        {
            { "/key", c => c with { Key = "Acme.Shop" } },
            { "", c => c with { Title = " " } },
            { "/settings/url", c => c with { Settings = [new FieldDefinition("url", "Address", "", FieldKind.Text)] } },
            { "/settings/token/kind", c => c with { Settings = [new FieldDefinition("token", "Token", "The token.", FieldKind.Secret)] } },
            { "/operations/get", c => Acme.With(Acme.Echo(), Acme.Echo()) },
            { "/operations/get/fields/saveTo", c => Acme.With(Acme.Echo(new FieldDefinition("saveTo", "Save", "Where.", FieldKind.Text))) },
            { "/operations/get/fields/n/default", c => Acme.With(Acme.Echo(new FieldDefinition("n", "N", "A number.", FieldKind.Number, Default: Acme.Json("x")))) },
            { "/operations/get/fields/n/options", c => Acme.With(Acme.Echo(new FieldDefinition("n", "N", "One of.", FieldKind.Choice))) },
            { "/operations/get/outputs", c => Acme.With(Acme.Echo() with { Outputs = [new PortDefinition("error", "error", "It failed.")] }) },
            { "/operations/get/card", c => Acme.With(Acme.Echo() with { Card = "Gets {orderId}" }) },
            { "/operations/get/cache", c => Acme.With(Acme.Echo() with { Effect = EffectKind.Write, Cache = new CachePolicy(TimeSpan.FromSeconds(1), TimeSpan.Zero, []) }) },
            { "/operations/get/timeout", c => Acme.With(Acme.Echo() with { Timeout = TimeSpan.Zero }) },
            { "/operations/get/errors/oops", c => Acme.With(Acme.Echo() with { Errors = new Dictionary<string, string> { ["oops"] = "It went wrong." } }) },
            { "/rateLimit", c => c with { RateLimit = new RateLimit(0, TimeSpan.FromSeconds(1), 1) } },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Refuses_a_definition_that_cannot_work_and_says_where(string pointer, Func<ConnectorDefinition, ConnectorDefinition> spoil)
    {
        using var bench = new ConnectorBench(_ => { });

        var problems = bench.Connectors.Install(spoil(Connector));

        Assert.Contains(problems, p => p.Pointer == pointer && p.Severity == ProblemSeverity.Error);
        Assert.Empty(bench.Connectors.All);
    }
}
