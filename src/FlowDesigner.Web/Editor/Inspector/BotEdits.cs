using FlowEngine.Definition;

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

    /// <summary>A fresh entity of a kind, with what the kind requires.</summary>
    public static EntityDefinition EntityOfKind(string kind) =>
        kind switch
        {
            "pattern" => new EntityDefinition(kind, Pattern: "[0-9]+"),
            "list" => new EntityDefinition(kind, Values: new OrderedDictionary<string, IReadOnlyList<string>>()),
            _ => new EntityDefinition(kind),
        };
}
