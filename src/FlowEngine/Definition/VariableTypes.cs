using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>The types of variables.</summary>
internal static class VariableTypes
{
    /// <summary>Tells whether a value fits a declared type; an empty value fits every type.</summary>
    public static bool Fits(string type, JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        || type switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            _ => true,
        };
}
