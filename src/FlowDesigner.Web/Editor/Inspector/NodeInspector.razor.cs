using System.Text.Json;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Problems;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>The settings of the selected node, made from the definition of its type.</summary>
public sealed partial class NodeInspector : EditorPart
{
    private bool _more;
    private bool _pasting;

    /// <summary>The node; it exists.</summary>
    [Parameter, EditorRequired]
    public string NodeId { get; set; } = "";

    private FlowNode Node => State.Flow.Nodes[NodeId];

    private NodeDefinition? Definition => State.DefinitionOf(Node);

    private IReadOnlyList<FieldDefinition> Fields => Definition?.Fields ?? [];

    private List<FieldDefinition> Advanced => [.. Fields.Where(f => f.Advanced && FieldVisibility.IsShown(f, Fields, Node.Config))];

    private IReadOnlyList<PortDefinition> Ports => State.PortsOf(Node);

    private IEnumerable<(string Id, string Title)> Targets =>
        State.Named((_, node) => State.DefinitionOf(node) is not { IsTrigger: true });

    // Problems of the node as a whole, and of settings that its type does not know.
    private IEnumerable<PlacedProblem> Loose =>
        State.Problems.Where(p =>
            p.NodeId == NodeId
            && (p.Field is null || Definition is null || !Definition.Fields.Any(f => f.Name == p.Field))
            && (Definition is null || !p.Path.StartsWith(PlacedProblem.OfNode, StringComparison.Ordinal))
        );

    /// <inheritdoc/>
    protected override bool ShouldRender() => State.Flow.Nodes.ContainsKey(NodeId);

    /// <inheritdoc/>
    protected override void OnParametersSet() =>
        _more |= State.Problems.Any(p => p.NodeId == NodeId && Advanced.Exists(f => f.Name == p.Field));

    private void Set(IReadOnlyDictionary<string, JsonElement> changes)
    {
        if (changes is { Count: 1 })
        {
            var (name, value) = changes.First();
            State.Configure(NodeId, name, value);
            return;
        }

        State.Fill(NodeId, JsonSerializer.SerializeToElement(Node.Config.With(changes)), "the condition");
    }

    private void Rename(string? name) => State.Rename(NodeId, name ?? "");

    private void Lead(string port, ChangeEventArgs e)
    {
        if (e.Value is string { Length: > 0 } target)
        {
            State.Link(new PortRef(NodeId, port), target);
        }
        else
        {
            State.Unlink(new PortRef(NodeId, port));
        }
    }

    private void Remove() => State.RemoveAll([NodeId], []);
}
