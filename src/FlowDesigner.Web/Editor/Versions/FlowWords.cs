using FlowDesigner.Web.Catalog;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>Names of nodes, in whichever of several versions of a flow they are.</summary>
internal static class FlowWords
{
    /// <summary>Titles of all nodes by id, the earlier versions of the list first.</summary>
    public static IReadOnlyDictionary<string, string> Titles(NodeCatalog catalog, IStringLocalizer<NodeText> nodes, params IReadOnlyList<FlowDefinition?> versions)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, node) in versions.SelectMany(v => v?.Nodes ?? new OrderedDictionary<string, FlowNode>()))
        {
            titles.TryAdd(id, TitleOf(catalog, nodes, node));
        }

        return titles;
    }

    /// <summary>What a node is called on the canvas.</summary>
    public static string TitleOf(NodeCatalog catalog, IStringLocalizer<NodeText> nodes, FlowNode node) =>
        node.Name ?? (catalog.TryGet(node.Type, node.Version, out var type) ? nodes[type.Definition.Title] : node.Type);
}
