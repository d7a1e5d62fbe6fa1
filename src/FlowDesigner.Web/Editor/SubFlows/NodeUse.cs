using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Expressions.Assistance;
using FlowEngine.Nodes;
using FlowEngine.Nodes.SetValues;

namespace FlowDesigner.Web.Editor.SubFlows;

/// <summary>What nodes read and write: where they may be cut out of a flow follows from it.</summary>
internal sealed class NodeUse
{
    private readonly HashSet<string> _reads = [];
    private readonly HashSet<string> _writes = [];
    private readonly HashSet<string> _nodes = [];

    private NodeUse() { }

    /// <summary>Variables that are read.</summary>
    public IReadOnlySet<string> Reads => _reads;

    /// <summary>Variables that are written.</summary>
    public IReadOnlySet<string> Writes => _writes;

    /// <summary>Nodes whose results are read.</summary>
    public IReadOnlySet<string> Nodes => _nodes;

    /// <summary>Collects from nodes.</summary>
    /// <param name="state">Knows the node types.</param>
    /// <param name="nodes">The nodes.</param>
    public static NodeUse Of(EditorState state, IEnumerable<FlowNode> nodes)
    {
        var use = new NodeUse();
        foreach (var node in nodes)
        {
            use.Walk(node.Config, state.DefinitionOf(node)?.Fields ?? [], null);
            if (node.Type == SetNode.Definition.Type && node.Config.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Object)
            {
                use._writes.UnionWith(values.EnumerateObject().Select(v => v.Name));
            }
        }

        return use;
    }

    private void Walk(JsonElement value, IReadOnlyList<FieldDefinition> fields, FieldKind? kind)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    var field = fields.FirstOrDefault(f => f.Name == member.Name);
                    Walk(member.Value, field?.Fields ?? [], field?.Kind);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Walk(item, fields, kind);
                }

                break;
            case JsonValueKind.String when value.GetString() is { Length: > 0 } text:
                if (kind == FieldKind.Variable)
                {
                    _writes.Add(text);
                    break;
                }

                Note(kind == FieldKind.Code ? ExpressionReferences.InScript(text) : ExpressionReferences.InField(text, takesExpression: true, takesTemplate: true));
                break;
        }
    }

    private void Note(IReadOnlyList<ExpressionReference> references)
    {
        foreach (var reference in references)
        {
            if (reference.Segments is [{ Name: "vars" }, var variable, ..])
            {
                _reads.Add(variable.Name);
            }
            else if (reference.Segments is [{ Name: "nodes" }, var node, ..])
            {
                _nodes.Add(node.Name);
            }
        }
    }
}
