using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowEngine.Tests.Nodes;

/// <summary>Nodes of an older version become ones of the newest, settings and links included.</summary>
public sealed class NodeUpgradeTests
{
    private static readonly NodeCatalog Catalog = new([TypeOf(1), TypeOf(2, NodeUpgrades.Renaming(("name", "search"))), TypeOf(3, ToList)]);

    [Fact]
    public void Goes_through_every_version_between_and_takes_settings_and_links_over()
    {
        var updated = Catalog.Upgraded(Node(1, """{ "name": "Ann", "limit": 5 }"""));

        Assert.Equal(3, updated.Version);
        Assert.Equal("""{"search":["Ann"],"limit":5}""", updated.Config.GetRawText());
        Assert.Equal([KeyValuePair.Create("found", "a"), KeyValuePair.Create("error", "b")], updated.Links);
        Assert.Equal("Look", updated.Name);
    }

    [Fact]
    public void Leaves_a_node_of_the_newest_version_alone()
    {
        var node = Node(3, """{ "search": ["Ann"] }""");

        Assert.Same(node, Catalog.Upgraded(node));
    }

    [Fact]
    public void Leaves_a_node_alone_when_nobody_knows_how_its_settings_changed()
    {
        var node = Node(1, """{ "name": "Ann" }""");

        Assert.Same(node, new NodeCatalog([TypeOf(1), TypeOf(3, ToList)]).Upgraded(node));
    }

    [Fact]
    public void Updates_a_node_whose_own_version_is_not_there_any_more()
    {
        var updated = new NodeCatalog([TypeOf(3, ToList)]).Upgraded(Node(2, """{ "search": "Ann" }"""));

        Assert.Equal((3, """{"search":["Ann"]}"""), (updated.Version, updated.Config.GetRawText()));
    }

    [Fact]
    public void Names_the_newest_version() => Assert.Equal((3, null), (Catalog.NewestOf("test.find")?.Version, Catalog.NewestOf("test.lose")));

    private static UpgradedNode ToList(JsonElement config)
    {
        var members = config.EnumerateObject().ToDictionary(m => m.Name, m => m.Name == "search" ? JsonSerializer.SerializeToElement(new[] { m.Value }) : m.Value);
        return new UpgradedNode(JsonSerializer.SerializeToElement(members), new Dictionary<string, string> { ["success"] = "found" });
    }

    private static FlowNode Node(int version, string config) =>
        new("test.find", version, "Look", JsonElement.Parse(config), new OrderedDictionary<string, string> { ["success"] = "a", ["error"] = "b" });

    private static NodeType<Settings> TypeOf(int version, NodeUpgrade? upgrade = null)
    {
        var definition = NodeDefinition.For<Settings>("test.find", version).Title("Find", NodeCategory.Data, "Finds.");
        return new NodeType<Settings>((upgrade is null ? definition : definition.FromPrevious(upgrade)).Build(), null, new Nothing());
    }

    private sealed record Settings;

    private sealed class Nothing : INodeExecutor<Settings>
    {
        public ValueTask<NodeResult> ExecuteAsync(Settings config, NodeContext context, CancellationToken cancellationToken) =>
            new(new NodeResult.Completed("next", default));
    }
}
