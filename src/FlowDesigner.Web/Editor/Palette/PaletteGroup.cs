using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Palette;

/// <summary>Node types of one group, the newest version of each.</summary>
internal sealed record PaletteGroup(string Name, IReadOnlyList<NodeDefinition> Types)
{
    private static readonly (NodeCategory Category, string Name)[] Names =
    [
        (NodeCategory.Trigger, "Start"),
        (NodeCategory.Conversation, "Conversation"),
        (NodeCategory.Logic, "Logic"),
        (NodeCategory.Data, "Data"),
        (NodeCategory.Connector, "Connectors"),
        (NodeCategory.Ai, "AI"),
        (NodeCategory.Human, "People"),
    ];

    /// <summary>Groups what fits a search.</summary>
    /// <param name="catalog">All node types.</param>
    /// <param name="search">Words of the title, summary or type; empty for all.</param>
    /// <returns>Groups that are not empty.</returns>
    public static IReadOnlyList<PaletteGroup> Of(NodeCatalog catalog, string search)
    {
        var newest = catalog
            .All.Select(t => t.Definition)
            .GroupBy(d => d.Type)
            .Select(versions => versions.MaxBy(d => d.Version)!) // a group has at least one
            .Where(d => Fits(d, search))
            .ToLookup(d => d.Category);
        var groups = Names.Select(n => new PaletteGroup(n.Name, Ranked(newest[n.Category], search))).Where(g => g.Types.Count > 0);
        return [.. groups];
    }

    private static IReadOnlyList<NodeDefinition> Ranked(IEnumerable<NodeDefinition> types, string search) =>
        search.Length == 0
            ? [.. types]
            : [.. types.OrderByDescending(d => d.Title.StartsWith(search, StringComparison.OrdinalIgnoreCase))];

    private static bool Fits(NodeDefinition definition, string search) =>
        search.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word =>
                definition.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
                || definition.Type.Contains(word, StringComparison.OrdinalIgnoreCase)
                || definition.Summary.Contains(word, StringComparison.OrdinalIgnoreCase)
            );
}
