using System.Text.Json;

namespace FlowEngine.Expressions;

/// <summary>JSON values made without a document each.</summary>
internal static class JsonValues
{
    private static readonly JsonElement[] SmallNumbers = [.. Enumerable.Range(0, 256).Select(n => JsonSerializer.SerializeToElement(n))];

    public static JsonElement True { get; } = JsonSerializer.SerializeToElement(true);

    public static JsonElement False { get; } = JsonSerializer.SerializeToElement(false);

    public static JsonElement Null { get; } = JsonSerializer.SerializeToElement<object?>(null);

    public static JsonElement Of(int number) =>
        (uint)number < (uint)SmallNumbers.Length ? SmallNumbers[number] : JsonSerializer.SerializeToElement(number);

    public static JsonElement Of(string text) => JsonSerializer.SerializeToElement(text);

    /// <summary>Value of JSON text; null is undefined.</summary>
    public static JsonElement OfJson(string? json) =>
        json switch
        {
            null => default,
            "true" => True,
            "false" => False,
            "null" => Null,
            _ => JsonText.Parse(json),
        };
}
