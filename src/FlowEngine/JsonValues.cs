using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowEngine.Expressions;

namespace FlowEngine;

/// <summary>Measures and makes JSON values without a document or a copy each where that is possible.</summary>
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

    public static JsonElement Of(string? text) => text is null ? Null : JsonSerializer.SerializeToElement(text);

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

    /// <summary>Size of a value as JSON. Unit: bytes.</summary>
    public static int SizeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(value).Length;

    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    public static void WriteValue(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }
}
