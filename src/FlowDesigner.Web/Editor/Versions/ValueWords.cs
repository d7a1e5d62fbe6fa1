using System.Text.Json;
using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>Says in words which value of a node or a flow differs, and what it is.</summary>
/// <param name="catalog">Node types of this installation.</param>
/// <param name="titles">Titles of nodes by id, for links.</param>
/// <param name="text">Texts of the editor.</param>
public sealed class ValueWords(NodeCatalog catalog, IReadOnlyDictionary<string, string> titles, IStringLocalizer<EditorText> text)
{
    private const int Longest = 400;

    private IStringLocalizer<NodeText> Nodes { get; } = text.From<NodeText>();

    /// <summary>What a value of a node is called in its form.</summary>
    /// <param name="node">The node.</param>
    /// <param name="pointer">Pointer into the node, such as <c>/config/text</c>.</param>
    /// <returns>For example "Message" or "Leaves by “found” to".</returns>
    public string LabelOf(FlowNode node, string pointer) =>
        JsonPointer.Split(pointer) switch
        {
            ["config", .. var path] => string.Join(" › ", Labels(FieldsOf(node), path)),
            ["links", var port] => text["Leaves by “{0}” to", PortOf(node, port)],
            ["name"] => text["Name"],
            ["type"] => text["Kind of node"],
            ["version"] => text["Version of the kind"],
            ["timeoutSeconds"] => text["Time limit in seconds"],
            ["retry"] => text["Tries after a failure"],
            ["retry", .. var path] => $"{text["Tries after a failure"]} › {string.Join(" › ", path)}",
            var path => string.Join(" › ", path),
        };

    /// <summary>What a value of a flow or a bot is called.</summary>
    /// <param name="pointer">Pointer into the flow or the bot, such as <c>/variables/order</c>.</param>
    /// <param name="text">Texts of the editor.</param>
    /// <returns>For example "Variable order".</returns>
    public static string LabelOf(string pointer, IStringLocalizer<EditorText> text) =>
        JsonPointer.Split(pointer) switch
        {
            ["name"] => text["Name"],
            ["notes"] => text["Note"],
            ["groups", var name, .. var path] => Of(text["Group"], name, path),
            ["timeoutMinutes"] => text["Time limit in minutes"],
            ["timeZone"] => text["Time zone"],
            ["variables", var name, .. var path] => Of(text["Variable"], name, path),
            ["intents", var name, .. var path] => Of(text["Intent"], name, path),
            ["entities", var name, .. var path] => Of(text["Entity"], name, path),
            ["connections", var name, .. var path] => Of(text["Connection"], name, path),
            ["channels", var name, .. var path] => Of(text["Channel"], name, path),
            [var first, .. var path] => Of(char.ToUpperInvariant(first[0]) + first[1..], "", path),
            [] => text["All"],
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
            return value is { } target ? titles.GetValueOrDefault($"{target}", $"{target}") : text["nowhere"];
        }

        var options = path is ["config", .. var inside] ? FieldAt(FieldsOf(node), inside)?.Options : null;
        return options?.FirstOrDefault(o => value is { ValueKind: JsonValueKind.String } v && o.Value == v.GetString()) is { } option ? Nodes[option.Label] : TextOf(value, text);
    }

    /// <summary>A value as people read it.</summary>
    /// <param name="value">The value; null when it is not there.</param>
    /// <param name="texts">Texts of the editor.</param>
    /// <returns>Text as it is, yes or no, lists with commas, anything else as JSON.</returns>
    public static string TextOf(JsonElement? value, IStringLocalizer<EditorText> texts)
    {
        var text = value switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => texts["not set"].Value,
            { ValueKind: JsonValueKind.String } v => v.GetString() is { Length: > 0 } said ? said : texts["empty"].Value,
            { ValueKind: JsonValueKind.True } => texts["yes"].Value,
            { ValueKind: JsonValueKind.False } => texts["no"].Value,
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
            is { } known ? Nodes[known.Title] : port;

    private static FieldDefinition? FieldAt(IReadOnlyList<FieldDefinition> fields, string[] path) =>
        path switch
        {
            [var name] => fields.FirstOrDefault(f => f.Name == name),
            [var name, _, .. var rest] => FieldAt(fields.FirstOrDefault(f => f.Name == name)?.Fields ?? [], rest),
            _ => null,
        };

    private IEnumerable<string> Labels(IReadOnlyList<FieldDefinition> fields, string[] path)
    {
        foreach (var step in path)
        {
            var field = fields.FirstOrDefault(f => f.Name == step);
            // An index counts from one, as people do, and stays within the fields of its list.
            yield return field is not null ? Nodes[field.Label] : (int.TryParse(step, out var index) ? $"{index + 1}" : step);
            fields = field is null ? fields : field.Fields ?? [];
        }
    }

    private static string Of(string kind, string name, string[] path) =>
        string.Join(" › ", [$"{kind} {name}".TrimEnd(), .. path]);
}
