using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Inspector.Code;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Inspector.Schemas;

/// <summary>Makes JSON Schemas from examples, and says in words what a schema asks for.</summary>
internal static class SchemaSketch
{
    private const int Deepest = 12;
    private const int MostNamed = 8;

    /// <summary>A schema that the example meets: its members are required, their types are those of the example.</summary>
    /// <param name="example">Any JSON value.</param>
    /// <returns>The schema.</returns>
    public static JsonObject From(JsonElement example) => From(example, 0);

    /// <summary>Says what a schema asks for.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="text">Texts of the editor.</param>
    /// <returns>A sentence; empty when it says nothing that has words.</returns>
    public static string Words(JsonElement schema, IStringLocalizer<EditorText> text)
    {
        var type = schema.Text("type");
        if (schema.Member("properties") is not { ValueKind: JsonValueKind.Object } properties)
        {
            return type == "array" && schema.Member("items").Text("type") is { Length: > 0 } item ? text["A list of: {0}.", Word(item, text)]
                : type.Length > 0 ? text["Type: {0}.", Word(type, text)]
                : "";
        }

        var required = schema.Member("required") is { ValueKind: JsonValueKind.Array } names ? names.EnumerateArray().Select(n => n.ToString()).ToHashSet() : [];
        var members = properties.EnumerateObject().Select(p => $"{p.Name} ({Word(p.Value.Text("type"), text)}{(required.Contains(p.Name) ? "" : $", {text["optional"]}")})").ToList();
        return text[members.Count > MostNamed ? "A record with {0} and {1} more." : "A record with {0}.", string.Join(", ", members.Take(MostNamed)), members.Count - MostNamed];
    }

    /// <summary>Types that a value may have, the usual ones first.</summary>
    public static IReadOnlyList<string> Types { get; } = ["string", "number", "integer", "boolean", "array", "object"];

    /// <summary>A type in words.</summary>
    /// <param name="type">JSON type; empty for any.</param>
    /// <param name="text">Texts of the editor.</param>
    public static string Word(string type, IStringLocalizer<EditorText> text) => type == "integer" ? text["whole number"] : text[TypeWords.OfType(type.Length > 0 ? type : "any")];

    private static JsonObject From(JsonElement example, int depth) =>
        example.ValueKind switch
        {
            _ when depth > Deepest => [],
            JsonValueKind.Object => new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray([.. example.EnumerateObject().Select(p => JsonValue.Create(p.Name))]),
                ["properties"] = new JsonObject(example.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, (JsonNode?)From(p.Value, depth + 1)))),
            },
            JsonValueKind.Array when example.GetArrayLength() > 0 => new JsonObject { ["type"] = "array", ["items"] = From(example[0], depth + 1) },
            JsonValueKind.Array => new JsonObject { ["type"] = "array" },
            JsonValueKind.String => new JsonObject { ["type"] = "string" },
            JsonValueKind.Number => new JsonObject { ["type"] = example.TryGetInt64(out _) ? "integer" : "number" },
            JsonValueKind.True or JsonValueKind.False => new JsonObject { ["type"] = "boolean" },
            _ => [],
        };
}
