using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowEngine.Running;

namespace FlowRuntime.Dispatch;

/// <summary>
/// The entries of a run that one commit holds: one row, however many nodes there were. It is read seldom and written with
/// every turn, so it says each thing once: <c>[flow, ticks, [kind, node, visit, port, milliseconds, frame, error, data, later,
/// other flow], …]</c>, where what is absent at the end of an entry is left out.
/// </summary>
internal static class JournalLines
{
    /// <summary>Larger buffers are not kept for the next row. Unit: bytes.</summary>
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static Writing? _writing;

    /// <summary>Writes entries of one run; there is at least one.</summary>
    public static byte[] Write(ReadOnlySpan<JournalEntry> entries)
    {
        var writing = _writing ?? new Writing();
        _writing = null; // what fails in the middle of a row is not used again
        var (buffer, json) = (writing.Buffer, writing.Json);
        var (flow, began) = (entries[0].FlowId, entries[0].At.UtcTicks);
        json.WriteStartArray();
        json.WriteStringValue(flow);
        json.WriteNumberValue(began);
        foreach (ref readonly var entry in entries)
        {
            Write(json, entry, flow, began);
        }

        json.WriteEndArray();
        json.Flush();
        var row = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        json.Reset();
        _writing = row.Length > LargestKept ? null : writing;
        return row;
    }

    /// <summary>Reads the entries of a row of a run.</summary>
    public static IEnumerable<JournalEntry> Read(string runId, byte[] row)
    {
        var lines = JsonElement.Parse(row);
        var (flow, began) = (lines[0].GetString()!, lines[1].GetInt64()); // as written
        return lines.EnumerateArray().Skip(2).Select(line => Read(runId, flow, began, line));
    }

    private static void Write(Utf8JsonWriter json, in JournalEntry entry, string flow, long began)
    {
        var later = entry.At.UtcTicks - began;
        var otherFlow = entry.FlowId == flow ? null : entry.FlowId;
        var places =
            otherFlow is not null ? 10
            : later != 0 ? 9
            : entry.Data.ValueKind != JsonValueKind.Undefined ? 8
            : entry.Error is not null ? 7
            : entry.Frame is not null ? 6
            : entry.DurationMilliseconds is not null ? 5
            : entry.Port is not null ? 4
            : 3;
        json.WriteStartArray();
        json.WriteNumberValue((int)entry.Kind);
        json.WriteStringValue(entry.NodeId);
        json.WriteNumberValue(entry.Visit);
        for (var place = 4; place <= places; place++)
        {
            switch (place)
            {
                case 4:
                    json.WriteStringValue(entry.Port);
                    break;
                case 5 when entry.DurationMilliseconds is { } milliseconds:
                    json.WriteNumberValue(milliseconds);
                    break;
                case 6:
                    json.WriteStringValue(entry.Frame);
                    break;
                case 7 when entry.Error is { } error:
                    JsonSerializer.Serialize(json, error, RunJson.Default.NodeError);
                    break;
                case 8 when entry.Data.ValueKind != JsonValueKind.Undefined:
                    // An array of one tells what is null from what is not there.
                    json.WriteStartArray();
                    json.WriteRawValue(JsonMarshal.GetRawUtf8Value(entry.Data), skipInputValidation: true);
                    json.WriteEndArray();
                    break;
                case 9:
                    json.WriteNumberValue(later);
                    break;
                case 10:
                    json.WriteStringValue(otherFlow);
                    break;
                default:
                    json.WriteNullValue();
                    break;
            }
        }

        json.WriteEndArray();
    }

    private static JournalEntry Read(string runId, string flow, long began, JsonElement line)
    {
        var places = line.GetArrayLength();
        return new JournalEntry(
            (JournalKind)line[0].GetInt32(),
            runId,
            At(9)?.GetString() ?? flow,
            line[1].GetString()!, // as written
            line[2].GetInt32(),
            new DateTimeOffset(began + (At(8)?.GetInt64() ?? 0), TimeSpan.Zero),
            At(3)?.GetString(),
            At(6)?.Deserialize(RunJson.Default.NodeError),
            At(7) is { } data ? data[0] : default,
            At(4)?.GetDouble(),
            At(5)?.GetString()
        );

        JsonElement? At(int place) => place < places && line[place].ValueKind != JsonValueKind.Null ? line[place] : null;
    }

    private sealed class Writing
    {
        public Writing() => Json = new Utf8JsonWriter(Buffer, new JsonWriterOptions { SkipValidation = true });

        public ArrayBufferWriter<byte> Buffer { get; } = new(1024);

        public Utf8JsonWriter Json { get; }
    }
}
