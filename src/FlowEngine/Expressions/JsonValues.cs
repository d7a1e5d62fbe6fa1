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

    /// <summary>A number as JSON.stringify writes it: null where it is none.</summary>
    public static JsonElement OfNumber(double number) =>
        number == Math.Truncate(number) && number is >= 0 and < 256 ? SmallNumbers[(int)number]
        : double.IsFinite(number) ? JsonElement.Parse(NumberText.Of(number))
        : Null;

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
