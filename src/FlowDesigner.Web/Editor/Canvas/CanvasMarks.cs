using FlowEngine.Comparing;
using FlowEngine.Nodes;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>Marks what differs when the canvas shows two versions at once.</summary>
internal static class CanvasMarks
{
    public const string Added = "added";

    public const string Removed = "removed";

    public const string Moved = "moved";

    private static readonly CanvasMark Same = new("same", "");

    /// <summary>What became of a node.</summary>
    public static CanvasMark Of(FlowDifference comparison, string nodeId, IStringLocalizer<EditorText> text) =>
        comparison.Nodes.FirstOrDefault(n => n.NodeId == nodeId) switch
        {
            { Kind: DifferenceKind.Added } => new CanvasMark(Added, text["Added"]),
            { Kind: DifferenceKind.Removed } => new CanvasMark(Removed, text["Removed"]),
            { Values: var values } => new CanvasMark("changed", text["{0} changed", values.Count]),
            null when comparison.Moved.Contains(nodeId) => new CanvasMark(Moved, text["Moved"]),
            null => Same,
        };

    /// <summary>Marks the links that are new or gone, and adds those that a port had before.</summary>
    public static IEnumerable<CanvasLink> Mark(IEnumerable<CanvasLink> links, EditorState state, FlowDifference comparison)
    {
        foreach (var link in links)
        {
            var now = comparison.After?.Nodes.GetValueOrDefault(link.Source)?.Links.GetValueOrDefault(link.Port) == link.Target;
            yield return link with { Mark = !now ? Removed : WasThere(link.Source, link.Port, link.Target) ? null : Added };
        }

        foreach (var change in comparison.Nodes.Where(n => n.Kind == DifferenceKind.Changed))
        {
            var (before, after) = (change.Before!, change.After!); // a changed node has both
            var ports = state.PortsOf(after).Select(p => p.Name).ToHashSet();
            foreach (var (port, target) in before.Links)
            {
                if (after.Links.GetValueOrDefault(port) != target && ports.Contains(port) && state.Flow.Nodes.ContainsKey(target))
                {
                    yield return new CanvasLink(change.NodeId, port, target, port == NodeDefinition.ErrorPort.Name, Removed);
                }
            }
        }

        bool WasThere(string source, string port, string target) =>
            comparison.Before?.Nodes.GetValueOrDefault(source)?.Links.GetValueOrDefault(port) == target;
    }
}
