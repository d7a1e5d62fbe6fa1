using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowEngine.Running;

/// <summary>Measures and makes JSON values without copies where that is possible.</summary>
internal static class JsonValues
{
    public static readonly JsonElement Null = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>Size of a value as JSON. Unit: bytes.</summary>
    public static int SizeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(value).Length;

    public static JsonElement Of(string? text) => text is null ? Null : JsonSerializer.SerializeToElement(text);

    public static JsonElement Of(double number) => JsonSerializer.SerializeToElement(number);

    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
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
