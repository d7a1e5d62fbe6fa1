using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Storage;
using FlowRuntime.Timers;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>Writes what a turn brought about: messages, owner, journal, runs, effects, timers, jobs; and tells listeners after the commit.</summary>
internal sealed class TurnRecords(
    ConversationEvents events,
    TimerSignal timers,
    ISecretRedactor redactor,
    AuthorLog authorLog,
    ProcessIdentity process,
    TimeProvider time,
    IOptions<DispatchOptions> options
)
{
    /// <summary>Writes what any commit of a turn may hold.</summary>
    /// <param name="unit">The commit.</param>
    /// <param name="claim">The turn.</param>
    /// <param name="runId">The latest run; null when there is none.</param>
    /// <param name="botVersion">Version it is pinned to.</param>
    /// <param name="changes">What to write.</param>
    /// <param name="nextSequence">Next number of the transcript, after those of the messages were reserved.</param>
    public void Write(
        WriteUnit unit,
        Claim claim,
        string? runId,
        int botVersion,
        TurnChanges changes,
        long nextSequence
    )
    {
        var now = time.GetUtcNow();
        WriteMessages(unit, claim, runId, changes, nextSequence, now);
        WriteJournal(unit, claim, botVersion, changes);
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
    }

    /// <summary>Writes what the run waits for at the end of a turn.</summary>
    public void Follow(WriteUnit unit, Claim claim, RunState? run, TurnChanges changes)
    {
        var (sql, conversationId) = (unit.Sql, claim.Conversation.Id);
        if (run is not null)
        {
            sql.Execute(
                "UPDATE Runs SET Status = $2, ErrorCode = $3, ErrorMessage = $4, ChangedAt = $5 WHERE Id = $1 AND Status <> $2",
                run.RunId,
                run.Status,
                run.Error?.Code,
                run.Error is { } error ? redactor.Redact(error.Message) : null,
                time.GetUtcNow()
            );
        }

        if (changes.Fault is { } fault)
        {
            sql.Execute(
                "UPDATE Runs SET Status = $2, ErrorCode = $3, ErrorMessage = $4, ChangedAt = $5 "
                    + "WHERE ConversationId = $1 AND Status IN ($6, $7)",
                conversationId,
                RunStatus.Failed,
                fault.Code,
                fault.Message,
                time.GetUtcNow(),
                RunStatus.Running,
                RunStatus.Waiting
            );
        }

        sql.Execute("DELETE FROM Timers WHERE ConversationId = $1", conversationId);
        foreach (var frame in run?.Frames.Where(f => f.Bookmark?.DueAt is not null) ?? [])
        {
            sql.Execute(
                "INSERT INTO Timers (ConversationId, RunId, NodeId, Visit, DueAt) VALUES ($1, $2, $3, $4, $5)",
                conversationId,
                run!.RunId, // its frames are gone through
                frame.NodeId,
                frame.Bookmark!.Ticket, // chosen by having one
                frame.Bookmark.DueAt
            );
            unit.AfterCommit(timers.Raise);
        }

        foreach (var job in changes.Detached)
        {
            var now = time.GetUtcNow();
            sql.Execute(
                "INSERT INTO Jobs (EffectKey, ConversationId, RunId, FlowId, NodeId, Effect, Idempotent, Attempt, LeasedBy, "
                    + "LeasedUntil, StartedAt, InterimSent) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, 0)",
                job.EffectKey,
                conversationId,
                job.RunId,
                job.FlowId,
                job.NodeId,
                job.Effect,
                job.Idempotent,
                process.Id,
                now + options.Value.JobLease,
                now
            );
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

    private void WriteJournal(WriteUnit unit, Claim claim, int botVersion, TurnChanges changes)
    {
        if (changes.Journal.Count == 0)
        {
            return;
        }

        var entries = changes.Journal.ConvertAll(Redact);
        foreach (var entry in entries)
        {
            WriteRun(unit.Sql, claim, botVersion, entry);
            unit.Sql.Execute(
                "INSERT INTO Journal (RunId, Entry) VALUES ($1, $2)",
                entry.RunId,
                JsonSerializer.SerializeToUtf8Bytes(entry, RunJson.Default.JournalEntry)
            );
        }

        unit.AfterCommit(() =>
        {
            authorLog.Write(claim.BotId, entries);
            events.Publish(new ConversationEvent.Journaled(claim.Conversation.Id, entries));
        });
    }

    private void WriteRun(SqlSession sql, Claim claim, int botVersion, JournalEntry entry)
    {
        if (entry.Kind == JournalKind.RunStarted)
        {
            sql.Execute(
                "INSERT INTO Runs (Id, ConversationId, BotId, FlowId, BotVersion, Status, StartedAt, ChangedAt) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (Id) DO NOTHING",
                entry.RunId,
                claim.Conversation.Id,
                claim.BotId,
                entry.FlowId,
                botVersion,
                RunStatus.Running,
                entry.At
            );
            return;
        }

        // A run that a newer one replaced in the same turn is not the latest any more: its end is known from here only.
        if (entry.Kind == JournalKind.RunCancelled)
        {
            sql.Execute(
                "UPDATE Runs SET Status = $2, ChangedAt = $3 WHERE Id = $1",
                entry.RunId,
                RunStatus.Cancelled,
                time.GetUtcNow()
            );
        }
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

    private JournalEntry Redact(JournalEntry entry) =>
        entry with
        {
            Data = redactor.Redact(entry.Data),
            Error = entry.Error is { } error ? error with { Message = redactor.Redact(error.Message) } : null,
        };
}
