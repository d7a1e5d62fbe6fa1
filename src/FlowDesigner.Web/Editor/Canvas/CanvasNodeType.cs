using FlowDesigner.Web.Editor.Palette;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>A node type in the command palette.</summary>
/// <param name="Type">Key of the type.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Class of its category in the look.</param>
/// <param name="Icon">Name of its icon.</param>
/// <param name="Words">What else finds it.</param>
public sealed record CanvasNodeType(string Type, string Title, string Category, string Icon, string Words)
{
    internal static IReadOnlyList<CanvasNodeType> Of(NodeCatalog catalog) =>
        [
            .. PaletteGroup.Of(catalog, "").SelectMany(g => g.Types).Select(d =>
                new CanvasNodeType(d.Type, d.Title, CanvasView.CategoryName(d.Category), d.Icon, $"{d.Type} {d.Summary} {PaletteSearch.OthersOf(d)}")
            ),
        ];
}
