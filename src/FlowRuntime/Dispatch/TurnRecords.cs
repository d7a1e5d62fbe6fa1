using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Events;
using FlowRuntime.KeyValues;
using FlowRuntime.Storage;

namespace FlowRuntime.Dispatch;

/// <summary>Writes what a turn brought about: messages, owner, journal, runs, effects, events, answers, stored values; and tells listeners after the commit.</summary>
internal sealed class TurnRecords(
    ConversationEvents events,
    AuthorLog authorLog,
    EventRecords emitted,
    KeyValueStore values,
    HeadlessAnswers answers,
    ISecretRedactor redactor,
    TimeProvider time
)
{
    /// <summary>Writes what any commit of a turn may hold.</summary>
    /// <param name="unit">The commit.</param>
    /// <param name="claim">The turn.</param>
    /// <param name="runId">The latest run; null when there is none.</param>
    /// <param name="botVersion">Version it is pinned to.</param>
    /// <param name="prepared">What to write.</param>
    /// <param name="nextSequence">Next number of the transcript, after those of the messages were reserved.</param>
    /// <param name="ended">The run, when it has begun and ended in this commit; null otherwise.</param>
    public void Write(
        WriteUnit unit,
        Claim claim,
        string? runId,
        int botVersion,
        PreparedChanges prepared,
        long nextSequence,
        RunState? ended = null
    )
    {
        var changes = prepared.Changes;
        var now = time.GetUtcNow();
        WriteMessages(unit, claim, runId, changes, nextSequence, now);
        WriteJournal(unit, claim, botVersion, prepared, ended, now);
        if (changes.Handoff is { } handoff)
        {
            QueueForAgent(unit, claim.Conversation.Id, handoff, now);
        }

        if (changes.EffectStarted is { } started)
        {
            unit.Sql.Execute(
                "INSERT INTO Effects (EffectKey, RunId, StartedAt) VALUES ($1, $2, $3)",
                started,
                runId,
                now
            );
        }

        if (changes.EffectSettled is var (key, result))
        {
            unit.Sql.Execute("UPDATE Effects SET Result = $2 WHERE EffectKey = $1", key, Jobs.Serialize(result, redactor));
        }

        values.Apply(unit.Sql, claim.BotId, claim.Conversation.ContactId, changes.Stored);
        foreach (var told in changes.Emitted)
        {
            emitted.Store(unit, claim.BotId, told, runId, claim.EventDepth + 1);
        }

        WriteResponse(unit, claim, prepared, isWritten: ended is not null);
    }

    /// <summary>Keeps the first answer for whoever started the run, and tells him.</summary>
    private void WriteResponse(WriteUnit unit, Claim claim, PreparedChanges prepared, bool isWritten)
    {
        if (prepared.Response is not { } response)
        {
            return;
        }

        var isFirst =
            isWritten
            || unit.Sql.Execute(
                "UPDATE Conversations SET Response = $2 WHERE Id = $1 AND Response IS NULL",
                claim.Conversation.Id,
                prepared.ResponseJson
            ) == 1;
        if (isFirst)
        {
            unit.AfterCommit(() => answers.Responded(claim.Conversation.Id, response));
        }
    }

    private void WriteMessages(
        WriteUnit unit,
        Claim claim,
        string? runId,
        TurnChanges changes,
        long nextSequence,
        DateTimeOffset now
    )
    {
        if (changes.Messages.Count == 0)
        {
            return;
        }

        var first = nextSequence - changes.Messages.Count;
        var messages = changes
            .Messages.Select((m, i) =>
                new TranscriptMessage(
                    first + i,
                    m.Audience == MessageAudience.Agents ? MessageFrom.Note : MessageFrom.Bot,
                    claim.BotId,
                    m.Audience == MessageAudience.Agents ? redactor.Redact(m.Text) : m.Text,
                    m.Buttons ?? [],
                    default,
                    now,
                    runId,
                    m.Attachments
                )
            )
            .ToList();
        foreach (var message in messages)
        {
            Transcript.Insert(unit.Sql, claim.Conversation.Id, message);
        }

        if (changes.Messages.FindLast(m => m.Audience == MessageAudience.Visitor) is { } latest)
        {
            unit.Sql.Execute(
                "UPDATE Conversations SET LastText = $2, ChangedAt = $3 WHERE Id = $1",
                claim.Conversation.Id,
                Transcript.Preview(latest.PlainText),
                now
            );
        }

        unit.AfterCommit(() => events.Publish(new ConversationEvent.Messages(claim.Conversation.Id, messages)));
    }

    private void WriteJournal(
        WriteUnit unit,
        Claim claim,
        int botVersion,
        PreparedChanges prepared,
        RunState? ended,
        DateTimeOffset now
    )
    {
        var entries = prepared.Changes.Journal;
        if (entries.Count == 0)
        {
            return;
        }

        foreach (var entry in entries)
        {
            if (entry.Kind is JournalKind.RunStarted or JournalKind.RunCancelled)
            {
                WriteRun(unit.Sql, claim, botVersion, entry, ended?.RunId == entry.RunId ? ended : null, now);
            }
        }

        foreach (var (runId, lines) in prepared.Lines)
        {
            unit.Sql.Execute("INSERT INTO Journal (RunId, Entries) VALUES ($1, $2)", runId, lines);
        }

        unit.AfterCommit(() =>
        {
            authorLog.Write(claim.BotId, entries);
            events.Publish(new ConversationEvent.Journaled(claim.Conversation.Id, entries));
        });
    }

    private void WriteRun(SqlSession sql, Claim claim, int botVersion, JournalEntry entry, RunState? ended, DateTimeOffset now)
    {
        if (entry.Kind == JournalKind.RunStarted)
        {
            sql.Execute(
                "INSERT INTO Runs (Id, ConversationId, BotId, FlowId, BotVersion, Status, StartedAt, ChangedAt, ErrorCode, ErrorMessage) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (Id) DO NOTHING",
                entry.RunId,
                claim.Conversation.Id,
                claim.BotId,
                entry.FlowId,
                botVersion,
                ended?.Status ?? RunStatus.Running,
                entry.At,
                ended is null ? entry.At : now,
                ended?.Error?.Code,
                ended?.Error is { } error ? redactor.Redact(error.Message) : null
            );
            return;
        }

        // A run that a newer one replaced in the same turn is not the latest any more: its end is known from here only.
        sql.Execute("UPDATE Runs SET Status = $2, ChangedAt = $3 WHERE Id = $1", entry.RunId, RunStatus.Cancelled, now);
    }

    private void QueueForAgent(WriteUnit unit, string conversationId, HandoffRequest handoff, DateTimeOffset now)
    {
        var queued =
            unit.Sql.Execute(
                "UPDATE Conversations SET Owner = $2, HandoffReason = $3, ChangedAt = $4, HandoffQueue = $6 "
                    + "WHERE Id = $1 AND Owner = $5",
                conversationId,
                ConversationOwner.Queued,
                redactor.Redact(handoff.Reason),
                now,
                ConversationOwner.Bot,
                handoff.Queue
            ) == 1;
        if (queued)
        {
            unit.AfterCommit(() =>
                events.Publish(new ConversationEvent.OwnerChanged(conversationId, ConversationOwner.Queued))
            );
        }
    }
}
