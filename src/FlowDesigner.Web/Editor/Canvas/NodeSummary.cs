using System.Text.Json;
using System.Text.RegularExpressions;
using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Editor.Inspector.Code;
using FlowEngine.Nodes;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>A piece of the sentence on a card; strong pieces name things.</summary>
internal sealed record SummaryPart(string Text, bool Strong);

/// <summary>The sentence on a card: the type's summary template with the settings filled in.</summary>
internal static partial class NodeSummary
{
    private const int LongestValue = 90;
    private const string Unset = "…";

    /// <summary>Fills the template.</summary>
    /// <param name="definition">The node type.</param>
    /// <param name="config">Settings as written; any JSON object.</param>
    /// <param name="nodes">What node types say of themselves.</param>
    /// <param name="texts">Texts of the editor.</param>
    /// <returns>The pieces in order.</returns>
    public static IReadOnlyList<SummaryPart> Of(NodeDefinition definition, JsonElement config, IStringLocalizer<NodeText> nodes, IStringLocalizer<EditorText> texts)
    {
        var parts = new List<SummaryPart>();
        var at = 0;
        var template = nodes[definition.SummaryTemplate.Length > 0 ? definition.SummaryTemplate : definition.Summary].Value;
        foreach (Match hole in Hole().Matches(template))
        {
            AddText(parts, template[at..hole.Index]);
            at = hole.Index + hole.Length;
            var field = definition.Fields.FirstOrDefault(f => f.Name == hole.Groups[1].Value);
            var value = field is null ? default : ValueOf(config, field);
            if (field?.Name == "rules" && !IsFilled(value) && definition.Fields.FirstOrDefault(f => f.Name == "when") is { } formula)
            {
                // A condition is either its rules or its formula.
                (field, value) = (formula, ValueOf(config, formula));
            }

            // What the form hides is not meant.
            if (field is null || FieldVisibility.IsShown(field, definition.Fields, config))
            {
                AddValue(parts, field, value, nodes, texts);
            }
        }

        AddText(parts, template[at..]);
        return parts;
    }

    private static JsonElement ValueOf(JsonElement config, FieldDefinition field) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(field.Name, out var value) ? value : field.Default;

    private static bool IsFilled(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0;

    private static void AddText(List<SummaryPart> parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new SummaryPart(text, false));
        }
    }

    private static void AddValue(List<SummaryPart> parts, FieldDefinition? field, JsonElement value, IStringLocalizer<NodeText> nodes, IStringLocalizer<EditorText> texts)
    {
        var text = field is null ? Unset : TextOf(field, value, nodes, texts);
        if (field is not { Template: true } || text == Unset || text.StartsWith('='))
        {
            parts.Add(new SummaryPart(Readable(text), true));
            return;
        }

        var at = 0;
        text = Cut(text);
        foreach (Match expression in Expression().Matches(text))
        {
            AddText(parts, text[at..expression.Index]);
            at = expression.Index + expression.Length;
            parts.Add(new SummaryPart(Readable($"={expression.Groups[1].Value}"), true));
        }

        AddText(parts, text[at..]);
    }

    private static string TextOf(FieldDefinition field, JsonElement value, IStringLocalizer<NodeText> nodes, IStringLocalizer<EditorText> texts) =>
        value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: > 0 } text => field.Kind switch
            {
                FieldKind.Choice => field.Options?.FirstOrDefault(o => o.Value == text) is { } option ? nodes[option.Label] : text,
                FieldKind.Intent or FieldKind.Entity => TypeWords.OfName(text),
                _ => text,
            },
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => texts["yes"],
            JsonValueKind.False => texts["no"],
            JsonValueKind.Array when value.GetArrayLength() > 0 => Cut(string.Join(", ", value.EnumerateArray().Select(item => ItemOf(field, item, nodes, texts)))),
            JsonValueKind.Object when value.EnumerateObject().Any() => string.Join(", ", value.EnumerateObject().Select(p => p.Name)),
            _ => Unset,
        };

    private static string ItemOf(FieldDefinition field, JsonElement item, IStringLocalizer<NodeText> nodes, IStringLocalizer<EditorText> texts)
    {
        switch (item.ValueKind)
        {
            case JsonValueKind.String:
                return item.GetString() ?? "";
            case JsonValueKind.Object:
                // The first settings of an entry that are filled; of a rule all, for only together they mean something.
                var words = (field.Fields ?? [])
                    .Where(f => f.Kind is not (FieldKind.Boolean or FieldKind.List) && FieldVisibility.IsShown(f, field.Fields ?? [], item))
                    .Select(f => (Field: f, Value: ValueOf(item, f)))
                    .Where(f => f.Value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
                    .Select(f => Readable(f.Value.ValueKind == JsonValueKind.String ? TextOf(f.Field, f.Value, nodes, texts) : f.Value.GetRawText()))
                    .Where(w => w.Length > 0);
                return string.Join(' ', words.Take(field.Name == "rules" ? 4 : 1).DefaultIfEmpty(Unset));
            default:
                return item.GetRawText();
        }
    }

    // "=vars.order.number" reads as "order.number": on a card only the thing itself counts.
    private static string Readable(string text)
    {
        if (!text.StartsWith('='))
        {
            return Cut(text);
        }

        var source = text[1..].Trim();
        return Cut(source.StartsWith("vars.", StringComparison.Ordinal) ? source["vars.".Length..] : source);
    }

    private static string Cut(string text) => text.Length <= LongestValue ? text : $"{text[..(LongestValue - 1)].TrimEnd()}…";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"(?<!\\)\{\{\s*(.+?)\s*\}\}")]
    private static partial Regex Expression();
}
