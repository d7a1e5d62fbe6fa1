using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>Says in words which value of a node or a flow differs, and what it is.</summary>
/// <param name="catalog">Node types of this installation.</param>
/// <param name="titles">Titles of nodes by id, for links.</param>
public sealed class ValueWords(NodeCatalog catalog, IReadOnlyDictionary<string, string> titles)
{
    private const int Longest = 400;

    /// <summary>What a value of a node is called in its form.</summary>
    /// <param name="node">The node.</param>
    /// <param name="pointer">Pointer into the node, such as <c>/config/text</c>.</param>
    /// <returns>For example "Message" or "Leaves by “found” to".</returns>
    public string LabelOf(FlowNode node, string pointer) =>
        JsonPointer.Split(pointer) switch
        {
            ["config", .. var path] => string.Join(" › ", Labels(FieldsOf(node), path)),
            ["links", var port] => $"Leaves by “{PortOf(node, port)}” to",
            ["name"] => "Name",
            ["type"] => "Kind of node",
            ["version"] => "Version of the kind",
            ["timeoutSeconds"] => "Time limit in seconds",
            ["retry"] => "Tries after a failure",
            ["retry", .. var path] => $"Tries after a failure › {string.Join(" › ", path)}",
            var path => string.Join(" › ", path),
        };

    /// <summary>What a value of a flow or a bot is called.</summary>
    /// <param name="pointer">Pointer into the flow or the bot, such as <c>/variables/order</c>.</param>
    /// <returns>For example "Variable order".</returns>
    public static string LabelOf(string pointer) =>
        JsonPointer.Split(pointer) switch
        {
            ["name"] => "Name",
            ["notes"] => "Note",
            ["groups", var name, .. var path] => Of("Group", name, path),
            ["timeoutMinutes"] => "Time limit in minutes",
            ["timeZone"] => "Time zone",
            ["variables", var name, .. var path] => Of("Variable", name, path),
            ["intents", var name, .. var path] => Of("Intent", name, path),
            ["entities", var name, .. var path] => Of("Entity", name, path),
            ["connections", var name, .. var path] => Of("Connection", name, path),
            ["channels", var name, .. var path] => Of("Channel", name, path),
            [var first, .. var path] => Of(char.ToUpperInvariant(first[0]) + first[1..], "", path),
            [] => "All",
        };

    /// <summary>A value of a node as people read it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="pointer">Pointer into the node.</param>
    /// <param name="value">The value; null when it is not there.</param>
    /// <returns>For example the title of the target of a link, or the word of a choice.</returns>
    public string TextOf(FlowNode node, string pointer, JsonElement? value)
    {
        var path = JsonPointer.Split(pointer);
        if (path is ["links", ..])
        {
            return value is { } target ? titles.GetValueOrDefault($"{target}", $"{target}") : "nowhere";
        }

        var options = path is ["config", .. var inside] ? FieldAt(FieldsOf(node), inside)?.Options : null;
        return options?.FirstOrDefault(o => value is { ValueKind: JsonValueKind.String } v && o.Value == v.GetString())?.Label ?? TextOf(value);
    }

    /// <summary>A value as people read it.</summary>
    /// <param name="value">The value; null when it is not there.</param>
    /// <returns>Text as it is, yes or no, lists with commas, anything else as JSON.</returns>
    public static string TextOf(JsonElement? value)
    {
        var text = value switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "not set",
            { ValueKind: JsonValueKind.String } v => v.GetString() is { Length: > 0 } said ? said : "empty",
            { ValueKind: JsonValueKind.True } => "yes",
            { ValueKind: JsonValueKind.False } => "no",
            { ValueKind: JsonValueKind.Array } v when v.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) => string.Join(
                ", ",
                v.EnumerateArray().Select(i => i.GetString())
            ),
            { } v => JsonSerializer.Serialize(v),
        };
        return text.Length <= Longest ? text : $"{text[..Longest]}…";
    }

    private IReadOnlyList<FieldDefinition> FieldsOf(FlowNode node) =>
        catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition.Fields : [];

    private string PortOf(FlowNode node, string port) =>
        (catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition.PortsFor(node.Config) : [])
            .FirstOrDefault(p => p.Name == port)
            ?.Title ?? port;

    private static FieldDefinition? FieldAt(IReadOnlyList<FieldDefinition> fields, string[] path) =>
        path switch
        {
            [var name] => fields.FirstOrDefault(f => f.Name == name),
            [var name, _, .. var rest] => FieldAt(fields.FirstOrDefault(f => f.Name == name)?.Fields ?? [], rest),
            _ => null,
        };

    private static IEnumerable<string> Labels(IReadOnlyList<FieldDefinition> fields, string[] path)
    {
        foreach (var step in path)
        {
            var field = fields.FirstOrDefault(f => f.Name == step);
            // An index counts from one, as people do, and stays within the fields of its list.
            yield return field?.Label ?? (int.TryParse(step, out var index) ? $"{index + 1}" : step);
            fields = field is null ? fields : field.Fields ?? [];
        }
    }

    private static string Of(string kind, string name, string[] path) =>
        string.Join(" › ", [$"{kind} {name}".TrimEnd(), .. path]);
}
