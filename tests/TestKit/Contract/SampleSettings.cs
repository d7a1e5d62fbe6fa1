using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Nodes;

namespace TestKit.Contract;

/// <summary>Makes settings of declared fields: the required ones, with values that fit their kind.</summary>
internal static class SampleSettings
{
    public static string Of(IEnumerable<FieldDefinition> fields) => ObjectOf(fields).ToJsonString();

    /// <summary>Settings of a connection: texts are addresses, the usual first setting.</summary>
    public static string OfConnection(IEnumerable<FieldDefinition> fields)
    {
        var settings = ObjectOf(fields);
        foreach (var (name, value) in settings.ToList())
        {
            if (value?.GetValueKind() is JsonValueKind.String && value.GetValue<string>() == "1")
            {
                settings[name] = "https://contract.example";
            }
        }

        return settings.ToJsonString();
    }

    private static JsonObject ObjectOf(IEnumerable<FieldDefinition> fields)
    {
        var settings = new JsonObject();
        foreach (var field in fields.Where(f => f.Required && f.Kind is not FieldKind.Connection))
        {
            settings[field.Name] = ValueOf(field);
        }

        return settings;
    }

    private static JsonNode? ValueOf(FieldDefinition field) =>
        field.Kind switch
        {
            FieldKind.Number => JsonValue.Create(field.Minimum ?? 1),
            FieldKind.Boolean => JsonValue.Create(true),
            FieldKind.Choice => JsonValue.Create(field.Options is [var first, ..] ? first.Value : ""),
            FieldKind.TextList => new JsonArray("1"),
            FieldKind.Map => new JsonObject { ["name"] = "1" },
            FieldKind.Json => new JsonObject(),
            FieldKind.List => new JsonArray(ObjectOf(field.Fields ?? [])),
            FieldKind.Variable => JsonValue.Create("result"),
            _ => JsonValue.Create("1"),
        };
}
