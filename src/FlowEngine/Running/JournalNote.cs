using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>A line that a node wrote into the journal: <c>{ "level": "Warning", "message": "…", "value": … }</c>.</summary>
/// <param name="Level">How much it weighs.</param>
/// <param name="Message">The line.</param>
/// <param name="Value">The value beside it; undefined for none.</param>
public sealed record JournalNote(LogLevel Level, string Message, JsonElement Value)
{
    /// <summary>Reads the line of an entry.</summary>
    /// <param name="entry">Any entry.</param>
    /// <returns>The line; null when the entry is none.</returns>
    public static JournalNote? Of(JournalEntry entry)
    {
        if (
            entry.Kind != JournalKind.NodeNoted
            || entry.Data.ValueKind != JsonValueKind.Object
            || !entry.Data.TryGetProperty("message", out var message)
        )
        {
            return null;
        }

        var level = entry.Data.TryGetProperty("level", out var written) && Enum.TryParse<LogLevel>(written.GetString(), out var known)
            ? known
            : LogLevel.Information;
        return new JournalNote(level, message.GetString() ?? "", entry.Data.TryGetProperty("value", out var value) ? value : default);
    }

    internal static JsonElement Write(LogLevel level, string message, JsonElement value) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("level", level.ToString());
            writer.WriteString("message", message);
            if (JsonValues.SizeOf(value) + (message.Length * 3) < JournalEntry.MaximumDataBytes)
            {
                JsonValues.WriteValue(writer, "value", value);
            }

            writer.WriteEndObject();
        });
}
