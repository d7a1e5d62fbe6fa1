using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Editor.Inspector.Schemas;

/// <summary>A property of a schema, as a row of the table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its JSON type; empty for any or several.</param>
/// <param name="IsRequired">True when the value must have it.</param>
internal sealed record SchemaRow(string Name, string Type, bool IsRequired);

/// <summary>Reads and changes the properties of a JSON Schema, and keeps everything else that it says.</summary>
internal static class SchemaRows
{
    private const string Properties = "properties";
    private const string Required = "required";

    /// <summary>Whether a schema is that of an object, so that a table can show it; none yet is one that may become so.</summary>
    /// <param name="schema">The schema; undefined for none.</param>
    public static bool Fits(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Undefined
        || (
            schema.ValueKind == JsonValueKind.Object
            && schema.Text("type") is "object" or ""
            && schema.Member("type").ValueKind is JsonValueKind.String or JsonValueKind.Undefined
            && schema.Member(Properties).ValueKind is JsonValueKind.Object or JsonValueKind.Undefined
        );

    /// <summary>The properties in their order.</summary>
    /// <param name="schema">The schema.</param>
    public static IReadOnlyList<SchemaRow> Of(JsonElement schema)
    {
        if (schema.Member(Properties) is not { ValueKind: JsonValueKind.Object } properties)
        {
            return [];
        }

        var required = schema.Member(Required) is { ValueKind: JsonValueKind.Array } names ? names.EnumerateArray().Select(n => n.ToString()).ToHashSet() : [];
        return [.. properties.EnumerateObject().Select(p => new SchemaRow(p.Name, p.Value.Text("type"), required.Contains(p.Name)))];
    }

    /// <summary>Adds a property that holds a text.</summary>
    public static JsonObject Add(JsonElement schema)
    {
        var taken = Of(schema).Select(r => r.Name).ToHashSet();
        var name = Enumerable.Range(1, taken.Count + 1).Select(i => $"value{i}").First(n => !taken.Contains(n));
        return Change(schema, [.. Members(schema), (name, new JsonObject { ["type"] = "string" })], RequiredOf(schema));
    }

    /// <summary>Takes a property out.</summary>
    public static JsonObject Remove(JsonElement schema, string name) =>
        Change(schema, Members(schema).Where(m => m.Name != name), RequiredOf(schema).Where(n => n != name));

    /// <summary>Gives a property another name; one that another property has stays with that.</summary>
    public static JsonObject Rename(JsonElement schema, string name, string newName) =>
        newName.Length == 0 || Of(schema).Any(r => r.Name == newName)
            ? Change(schema, Members(schema), RequiredOf(schema))
            : Change(schema, Members(schema).Select(m => (m.Name == name ? newName : m.Name, m.Schema)), RequiredOf(schema).Select(n => n == name ? newName : n));

    /// <summary>Gives a property another type; what was said of items or members of the old one goes.</summary>
    public static JsonObject SetType(JsonElement schema, string name, string type) =>
        Change(schema, Members(schema).Select(m => (m.Name, m.Name == name ? new JsonObject { ["type"] = type } : m.Schema)), RequiredOf(schema));

    /// <summary>Says whether a value must have a property.</summary>
    public static JsonObject SetRequired(JsonElement schema, string name, bool isRequired) =>
        Change(schema, Members(schema), isRequired ? RequiredOf(schema).Append(name).Distinct() : RequiredOf(schema).Where(n => n != name));

    private static List<(string Name, JsonNode? Schema)> Members(JsonElement schema) =>
        schema.Member(Properties) is { ValueKind: JsonValueKind.Object } properties
            ? [.. properties.EnumerateObject().Select(p => (p.Name, JsonSerializer.SerializeToNode(p.Value)))]
            : [];

    private static IEnumerable<string> RequiredOf(JsonElement schema) => Of(schema).Where(r => r.IsRequired).Select(r => r.Name);

    private static JsonObject Change(JsonElement schema, IEnumerable<(string Name, JsonNode? Schema)> members, IEnumerable<string> required)
    {
        var changed = schema.With(new Dictionary<string, JsonElement>());
        changed["type"] = "object";
        var names = new JsonArray([.. required.Select(n => JsonValue.Create(n))]);
        if (names.Count > 0)
        {
            changed[Required] = names;
        }
        else
        {
            changed.Remove(Required);
        }

        changed[Properties] = new JsonObject(members.Select(m => KeyValuePair.Create(m.Name, m.Schema?.DeepClone())));
        return changed;
    }
}
