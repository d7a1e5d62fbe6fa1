using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Definition;

/// <summary>Writes a flow with its members in fixed order; what is empty or default is left out.</summary>
internal static class FlowWriter
{
    public static void Write(CanonicalJson json, FlowDefinition flow, NodeCatalog? catalog, string? schema)
    {
        json.Open('{');
        WriteHead(json, schema, flow.Id, flow.Name);
        if (flow.TimeoutMinutes is { } minutes)
        {
            json.Name("timeoutMinutes").Number(minutes);
        }

        WriteVariables(json, flow.Variables);
        json.Name("nodes").Open('{');
        foreach (var (id, node) in flow.Nodes)
        {
            json.Name(id);
            WriteNode(json, node, catalog);
        }

        json.Close('}');
        WriteNotes(json, flow.Notes);
        GroupReader.Write(json, flow.Groups);
        WriteLayout(json, flow.Layout);
        json.Close('}');
    }

    public static void WriteHead(CanonicalJson json, string? schema, string id, string name)
    {
        if (schema is not null)
        {
            json.Name("$schema").Text(schema);
        }

        json.Name(SchemaMigrations.Member).Number(FlowDefinition.CurrentSchemaVersion);
        json.Name("id").Text(id);
        json.Name("name").Text(name);
    }

    public static void WriteVariables(CanonicalJson json, IReadOnlyDictionary<string, VariableDefinition> variables)
    {
        if (variables.Count == 0)
        {
            return;
        }

        json.Name("variables").Open('{');
        foreach (var (name, variable) in variables)
        {
            json.Name(name).Open('{');
            json.Name("type").Text(variable.Type);
            if (variable.Role != VariableRole.Local)
            {
                json.Name("role").Text(variable.Role == VariableRole.Input ? "input" : "output");
            }

            if (variable.Default.ValueKind != JsonValueKind.Undefined)
            {
                json.Name("default").Value(variable.Default);
            }

            if (variable.Description is { } description)
            {
                json.Name("description").Text(description);
            }

            json.Close('}');
        }

        json.Close('}');
    }

    public static void WriteNode(CanonicalJson json, FlowNode node, NodeCatalog? catalog)
    {
        json.Open('{');
        json.Name("type").Text(node.Type);
        if (node.Version != 1)
        {
            json.Name("version").Number(node.Version);
        }

        if (node.Name is { } name)
        {
            json.Name("name").Text(name);
        }

        WriteConfig(json, node, catalog);
        if (node.Links.Count > 0)
        {
            json.Name("links").Open('{');
            foreach (var (port, target) in node.Links)
            {
                json.Name(port).Text(target);
            }

            json.Close('}');
        }

        if (node.Retry is { } retry)
        {
            RetryReader.Write(json, retry);
        }

        if (node.TimeoutSeconds is { } seconds)
        {
            json.Name("timeoutSeconds").Number(seconds);
        }

        json.Close('}');
    }

    private static void WriteConfig(CanonicalJson json, FlowNode node, NodeCatalog? catalog)
    {
        if (node.Config.ValueKind != JsonValueKind.Object || node.Config.GetPropertyCount() == 0)
        {
            return;
        }

        json.Name("config").Open('{');
        foreach (var member in InOrder(node, catalog))
        {
            json.Name(member.Name).Value(member.Value);
        }

        json.Close('}');
    }

    private static IEnumerable<JsonProperty> InOrder(FlowNode node, NodeCatalog? catalog)
    {
        var members = node.Config.EnumerateObject();
        if (catalog is null || !catalog.TryGet(node.Type, node.Version, out var type))
        {
            return members;
        }

        var places = type.Definition.Fields.Select((field, index) => (field.Name, index)).ToDictionary(StringComparer.Ordinal);
        return members.OrderBy(member => places.GetValueOrDefault(member.Name, int.MaxValue));
    }

    private static void WriteNotes(CanonicalJson json, IReadOnlyList<FlowNote> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        json.Name("notes").Open('[');
        foreach (var note in notes)
        {
            json.Next().Open('{');
            json.Name("text").Text(note.Text);
            json.Name("x").Number(note.X);
            json.Name("y").Number(note.Y);
            json.Close('}');
        }

        json.Close(']');
    }

    private static void WriteLayout(CanonicalJson json, IReadOnlyDictionary<string, NodePosition> layout)
    {
        if (layout.Count == 0)
        {
            return;
        }

        json.Name("layout").Open('{');
        foreach (var (id, position) in layout)
        {
            json.Name(id).Open('{');
            json.Name("x").Number(position.X);
            json.Name("y").Number(position.Y);
            json.Close('}');
        }

        json.Close('}');
    }
}
