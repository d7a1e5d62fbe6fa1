using System.Text.Json;
using FlowEngine.Running;

namespace FlowRuntime.Dispatch;

/// <summary>The entries of a run that one commit holds: one row, however many nodes there were.</summary>
internal static class JournalLines
{
    /// <summary>Writes entries.</summary>
    public static byte[] Write(IReadOnlyList<JournalEntry> entries) =>
        JsonSerializer.SerializeToUtf8Bytes(entries, RunJson.Default.IReadOnlyListJournalEntry);

    /// <summary>Reads the entries of a row.</summary>
    public static IReadOnlyList<JournalEntry> Read(byte[] json) =>
        JsonSerializer.Deserialize(json, RunJson.Default.IReadOnlyListJournalEntry) ?? throw new JsonException("A row of the journal holds no entries.");
}
