using FlowDesigner.Web.Wording;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Palette;

/// <summary>Node types of one group, the newest version of each.</summary>
internal sealed record PaletteGroup(string Name, IReadOnlyList<NodeDefinition> Types)
{
    // Types named here stand in this order; others of the category, such as those of a plug-in, follow in its first group.
    private static readonly (NodeCategory Category, string Name, string[] Types)[] Names =
    [
        (NodeCategory.Trigger, TextKey.Of("Start"), []),
        (NodeCategory.Conversation, TextKey.Of("Conversation"), []),
        (NodeCategory.Logic, TextKey.Of("Logic"), ["branch", "switch", "split", "call", "end"]),
        (NodeCategory.Logic, TextKey.Of("Loops and branches"), ["forEach", "while", "break", "parallel", "join"]),
        (NodeCategory.Logic, TextKey.Of("Time and events"), ["wait", "waitForEvent", "emit"]),
        (NodeCategory.Logic, TextKey.Of("Errors"), ["try", "compensate", "assert", "fail"]),
        (NodeCategory.Data, TextKey.Of("Data"), []),
        (NodeCategory.Connector, TextKey.Of("Connectors"), []),
        (NodeCategory.Ai, TextKey.Of("AI"), []),
        (NodeCategory.Human, TextKey.Of("People"), []),
    ];

    /// <summary>Groups what fits a search.</summary>
    /// <param name="catalog">All node types.</param>
    /// <param name="search">Words of the title, summary or type; empty for all.</param>
    /// <param name="following">True for those only that a link can lead to.</param>
    /// <returns>Groups that are not empty.</returns>
    public static IReadOnlyList<PaletteGroup> Of(NodeCatalog catalog, string search, bool following = false)
    {
        var newest = catalog
            .All.Select(t => t.Definition)
            .Where(d => (!following || !d.IsTrigger) && ReferenceEquals(d, catalog.NewestOf(d.Type)))
            .ToList();
        var groups = Names.Select(group => new PaletteGroup(
            group.Name,
            [.. newest.Where(d => GroupOf(d) == group).OrderBy(d => Place(group.Types, d)).Where(d => PaletteSearch.Fits(d, search)).OrderBy(d => PaletteSearch.Rank(d, search))]
        ));
        return [.. groups.Where(g => g.Types.Count > 0).OrderBy(g => PaletteSearch.Rank(g.Types[0], search))];
    }

    private static (NodeCategory Category, string Name, string[] Types) GroupOf(NodeDefinition definition)
    {
        var named = Names.FirstOrDefault(n => n.Category == definition.Category && n.Types.Contains(definition.Type));
        return named.Name is null ? Names.First(n => n.Category == definition.Category) : named;
    }

    private static int Place(string[] types, NodeDefinition definition)
    {
        var place = Array.IndexOf(types, definition.Type);
        return place < 0 ? int.MaxValue : place;
    }
}
