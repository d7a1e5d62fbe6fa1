using System.Runtime.InteropServices;
using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Credentials;

namespace FlowRuntime.Dispatch;

/// <summary>What a turn brought about, redacted and serialized before the one writer has to wait for it.</summary>
internal sealed class PreparedChanges
{
    /// <summary>Prepares what a turn has brought about since its last commit.</summary>
    public PreparedChanges(TurnChanges changes, bool isHeadless, ISecretRedactor redactor)
    {
        Changes = changes;
        for (var i = 0; i < changes.Journal.Count; i++)
        {
            changes.Journal[i] = Redact(changes.Journal[i], redactor);
        }

        Lines = LinesOf(changes.Journal);
        // Only who started a run without a chat waits for an answer, and its first one counts.
        if (isHeadless && changes.Responses is [var (_, response), ..])
        {
            Response = response with { Body = redactor.Redact(response.Body) };
            ResponseJson = JsonSerializer.SerializeToUtf8Bytes(Response, RunJson.Default.FlowResponse);
        }
    }

    public TurnChanges Changes { get; }

    /// <summary>Rows of the journal: the entries of each run in their order.</summary>
    public IReadOnlyList<(string RunId, byte[] Entries)> Lines { get; }

    public FlowResponse? Response { get; }

    public byte[]? ResponseJson { get; }

    private static IReadOnlyList<(string RunId, byte[] Entries)> LinesOf(List<JournalEntry> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        if (entries.TrueForAll(e => e.RunId == entries[0].RunId))
        {
            return [(entries[0].RunId, JournalLines.Write(CollectionsMarshal.AsSpan(entries)))];
        }

        return [.. entries.GroupBy(e => e.RunId).Select(run => (run.Key, JournalLines.Write([.. run])))];
    }

    private static JournalEntry Redact(JournalEntry entry, ISecretRedactor redactor) =>
        entry.Data.ValueKind == JsonValueKind.Undefined && entry.Error is null
            ? entry
            : entry with
            {
                Data = redactor.Redact(entry.Data),
                Error = entry.Error is { } error ? error with { Message = redactor.Redact(error.Message) } : null,
            };
}
