using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowEngine.Nodes.Items;

/// <summary>A value written piece by piece; items are copied as they are, without being read again.</summary>
internal sealed class JsonOutput : IDisposable
{
    /// <summary>Largest value. Unit: bytes of JSON.</summary>
    public const int MaximumBytes = 4 << 20;

    // As deep as results of expressions may be, with what a node puts around them.
    private const int MaximumDepth = 1_000;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public JsonOutput() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { MaxDepth = MaximumDepth });

    public Utf8JsonWriter Writer => _writer;

    /// <summary>True once more was written than a value may hold: leave the work.</summary>
    public bool IsTooLarge => _writer.BytesCommitted + _writer.BytesPending > MaximumBytes;

    /// <summary>Writes a value; undefined as null.</summary>
    public void Write(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            _writer.WriteNullValue();
        }
        else
        {
            _writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
    }

    /// <summary>Writes a member; leaves it out when it is undefined.</summary>
    public void Write(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            _writer.WritePropertyName(name);
            Write(value);
        }
    }

    public JsonElement ToElement()
    {
        _writer.Flush();
        var reader = new Utf8JsonReader(_buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = MaximumDepth });
        return JsonElement.ParseValue(ref reader);
    }

    public void Dispose() => _writer.Dispose();
}
