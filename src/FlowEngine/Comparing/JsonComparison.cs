using System.Globalization;
using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>Compares JSON values member by member; the order of members does not count, that of items does.</summary>
internal static class JsonComparison
{
    /// <summary>Whether two values are the same; null stands for one that is not there.</summary>
    public static bool Same(JsonElement? one, JsonElement? other) =>
        one is { } a && other is { } b ? JsonElement.DeepEquals(a, b) : one is null && other is null;

    /// <summary>The least values that differ. Lists of another length differ as a whole.</summary>
    /// <param name="before">Value before; null for none.</param>
    /// <param name="after">Value after; null for none.</param>
    /// <param name="pointer">Where the values stand.</param>
    /// <returns>The differences, what is new behind what was there.</returns>
    public static IEnumerable<ValueDifference> Between(JsonElement? before, JsonElement? after, string pointer)
    {
        if (Same(before, after))
        {
            return [];
        }

        return (before, after) switch
        {
            ({ ValueKind: JsonValueKind.Object } b, { ValueKind: JsonValueKind.Object } a) => Names(b, a)
                .SelectMany(name => Between(MemberOf(b, name), MemberOf(a, name), JsonPointer.Append(pointer, name))),
            ({ ValueKind: JsonValueKind.Array } b, { ValueKind: JsonValueKind.Array } a)
                when b.GetArrayLength() == a.GetArrayLength() && HoldsObjects(b) && HoldsObjects(a) => Enumerable
                .Range(0, b.GetArrayLength())
                .SelectMany(i => Between(b[i], a[i], JsonPointer.Append(pointer, i.ToString(CultureInfo.InvariantCulture)))),
            _ => [new ValueDifference(pointer, before, after)],
        };
    }

    private static IEnumerable<string> Names(JsonElement before, JsonElement after) =>
        before.EnumerateObject().Concat(after.EnumerateObject()).Select(m => m.Name).Distinct(StringComparer.Ordinal);

    private static JsonElement? MemberOf(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? member : null;

    private static bool HoldsObjects(JsonElement list) => list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);
}
