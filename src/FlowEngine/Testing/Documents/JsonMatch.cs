using System.Text.Json;

namespace FlowEngine.Testing.Documents;

/// <summary>Compares JSON values.</summary>
internal static class JsonMatch
{
    /// <summary>
    /// Whether a value has everything that a pattern has: every member of its objects, the same number of items in its
    /// lists, equal texts and numbers.
    /// </summary>
    public static bool Fits(JsonElement pattern, JsonElement value) =>
        (pattern.ValueKind, value.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => pattern
                .EnumerateObject()
                .All(m => value.TryGetProperty(m.Name, out var there) && Fits(m.Value, there)),
            (JsonValueKind.Array, JsonValueKind.Array) => pattern.GetArrayLength() == value.GetArrayLength()
                && pattern.EnumerateArray().Zip(value.EnumerateArray()).All(pair => Fits(pair.First, pair.Second)),
            _ => JsonElement.DeepEquals(pattern, value),
        };

    /// <summary>Finds a part of a value.</summary>
    /// <param name="values">Values by name.</param>
    /// <param name="path">Names and indexes with dots between, such as <c>order.items.0.name</c>.</param>
    /// <returns>The part; undefined when there is none.</returns>
    public static JsonElement Find(IReadOnlyDictionary<string, JsonElement> values, string path)
    {
        var parts = path.Split('.');
        if (!values.TryGetValue(parts[0], out var value))
        {
            return default;
        }

        foreach (var part in parts.AsSpan(1))
        {
            value = value.ValueKind switch
            {
                JsonValueKind.Object when value.TryGetProperty(part, out var member) => member,
                JsonValueKind.Array when int.TryParse(part, out var index) && index >= 0 && index < value.GetArrayLength() => value[index],
                _ => default,
            };
        }

        return value;
    }
}
