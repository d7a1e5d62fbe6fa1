using FlowDesigner.Web.Editor.Canvas;

namespace FlowDesigner.Web.Editor.Outline;

/// <summary>A line of the outline: a node, or a way out of the node above it.</summary>
/// <param name="NodeId">The node, or the node that the way leaves.</param>
/// <param name="Port">Name of the port; null for the line of a node.</param>
/// <param name="Level">Depth in the tree, from 1.</param>
/// <param name="Title">Title of the node or the port.</param>
/// <param name="Via">Title of the port that leads to the node without a line of its own; null for none worth saying.</param>
/// <param name="Target">Node that the way leads to without it standing below, for it stands elsewhere already; null otherwise.</param>
/// <param name="Error">True for the way of errors.</param>
/// <param name="Linked">False for a way that leads nowhere.</param>
internal sealed record OutlineRow(
    string NodeId,
    string? Port,
    int Level,
    string Title,
    string? Via = null,
    string? Target = null,
    bool Error = false,
    bool Linked = true
)
{
    /// <summary>Lines of the same parent, this one included.</summary>
    public int SetSize { get; init; } = 1;

    /// <summary>Place among them, from 1.</summary>
    public int Place { get; init; } = 1;

    /// <summary>True when lines of a greater depth follow.</summary>
    public bool HasChildren { get; init; }

    /// <summary>Names the line as long as the flow has it.</summary>
    public string Key => Port is null ? NodeId : $"{NodeId}/{Port}";

    /// <summary>Card of a node's line.</summary>
    public CanvasNode? Card { get; init; }
}
