using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Intents and entities as text that people type, and back.</summary>
internal static class BotEdits
{
    /// <summary>Lines that hold something.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    /// <summary>List values as <c>value: synonym, synonym</c>, one a line.</summary>
    public static string ValuesText(EntityDefinition entity) =>
        string.Join('\n', entity.Values?.Select(v => v.Value.Count == 0 ? v.Key : $"{v.Key}: {string.Join(", ", v.Value)}") ?? []);

    /// <summary>Reads what <see cref="ValuesText"/> writes; of two lines with one value the last counts.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Values(string text)
    {
        var values = new OrderedDictionary<string, IReadOnlyList<string>>();
        foreach (var line in Lines(text))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = (colon < 0 ? line : line[..colon]).Trim();
            if (value.Length > 0)
            {
                var synonyms = colon < 0 ? [] : line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                values[value] = synonyms;
            }
        }

        return values;
    }

    /// <summary>An intent in a sentence.</summary>
    public static string About(IntentDefinition intent, int phrases, IStringLocalizer<EditorText> text) =>
        intent.Phrases.Count == 0
            ? text["It has no example phrases yet, so nothing is understood as it."]
            : text[
                intent.Phrases.Count > phrases ? "Such as {0} and {1} more." : "Such as {0}.",
                string.Join(", ", intent.Phrases.Take(phrases).Select(p => $"“{p}”")),
                intent.Phrases.Count - phrases
            ];

    /// <summary>An entity in a sentence.</summary>
    public static string About(EntityDefinition entity, IStringLocalizer<EditorText> text) =>
        entity.Kind switch
        {
            "pattern" => text["What fits the pattern {0}.", entity.Pattern ?? ""],
            "list" when entity.Values is { Count: > 0 } values => text["One of {0}.", $"{string.Join(", ", values.Keys.Take(6))}{(values.Count > 6 ? " …" : "")}"],
            "list" => text["It has no values yet."],
            _ => $"{char.ToUpperInvariant(EntityWords.Of(entity.Kind, text)[0])}{EntityWords.Of(entity.Kind, text)[1..]}.",
        };

    /// <summary>Why an id cannot be given; null when it can.</summary>
    public static string? WhyNot(string id, Func<string, bool> taken, IStringLocalizer<EditorText> text) =>
        !Identifiers.IsName(id) ? text["An id starts with a small letter and has letters and digits only, such as orderStatus."].Value
        : taken(id) ? text["{0} is there already.", id].Value
        : null;

    /// <summary>A fresh entity of a kind, with what the kind requires.</summary>
    public static EntityDefinition EntityOfKind(string kind) =>
        kind switch
        {
            "pattern" => new EntityDefinition(kind, Pattern: "[0-9]+"),
            "list" => new EntityDefinition(kind, Values: new OrderedDictionary<string, IReadOnlyList<string>>()),
            _ => new EntityDefinition(kind),
        };
}
