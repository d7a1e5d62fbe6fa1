using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Events;
using FlowRuntime.Storage;
using FlowRuntime.Timers;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>
/// Writes, at the end of a turn, where the run stands and what it waits for: the open bookmarks of its snapshot decide
/// the rows of timers and events, so that a row and the bookmark it wakes come and go together.
/// </summary>
internal sealed class RunFollowUps(
    ConversationEvents events,
    TimerSignal timers,
    EventRecords eventRecords,
    HeadlessAnswers answers,
    ISecretRedactor redactor,
    ProcessIdentity process,
    TimeProvider time,
    IOptions<DispatchOptions> options
)
{
    public void Write(WriteUnit unit, Claim claim, RunState? run, TurnChanges changes)
    {
        WriteStatus(unit.Sql, claim, run, changes);
        WriteTimers(unit, claim.Conversation.Id, run);
        eventRecords.Follow(unit, claim, run);
        WriteJobs(unit.Sql, claim.Conversation.Id, changes);
        if (claim.IsHeadless && run is null or { HasEnded: true })
        {
            Close(unit, claim.Conversation.Id);
        }

        if (claim.IsHeadless && (changes.Fault is not null || run is null or { HasEnded: true }))
        {
            unit.AfterCommit(() => answers.Ended(claim.Conversation.Id, run?.Status == RunStatus.Completed && changes.Fault is null));
        }
    }

    /// <summary>Tells, after the commit, of a run that has begun and ended in it.</summary>
    public void TellEnded(WriteUnit unit, string conversationId, RunState run) =>
        unit.AfterCommit(() =>
        {
            answers.Ended(conversationId, run.Status == RunStatus.Completed);
            events.Publish(new ConversationEvent.OwnerChanged(conversationId, ConversationOwner.Closed));
        });

    private void WriteStatus(SqlSession sql, Claim claim, RunState? run, TurnChanges changes)
    {
        var now = time.GetUtcNow();
        if (run is not null)
        {
            sql.Execute(
                "UPDATE Runs SET Status = $2, ErrorCode = $3, ErrorMessage = $4, ChangedAt = $5 WHERE Id = $1 AND Status <> $2",
                run.RunId,
                run.Status,
                run.Error?.Code,
                run.Error is { } error ? redactor.Redact(error.Message) : null,
                now
            );
        }

        if (changes.Fault is { } fault)
        {
            sql.Execute(
                "UPDATE Runs SET Status = $2, ErrorCode = $3, ErrorMessage = $4, ChangedAt = $5 "
                    + "WHERE ConversationId = $1 AND Status IN ($6, $7)",
                claim.Conversation.Id,
                RunStatus.Failed,
                fault.Code,
                fault.Message,
                now,
                RunStatus.Running,
                RunStatus.Waiting
            );
        }
    }

    private void WriteTimers(WriteUnit unit, string conversationId, RunState? run)
    {
        var due = run is { HasEnded: false } ? DueTimesOf(run) : [];
        unit.Sql.Execute(
            "DELETE FROM Timers WHERE ConversationId = $1 AND (RunId <> $2 OR Ticket NOT IN (SELECT value FROM json_each($3)))",
            conversationId,
            run?.RunId ?? "",
            JsonSerializer.Serialize(due.Keys)
        );
        foreach (var (ticket, at) in due)
        {
            var isNew =
                unit.Sql.Execute(
                    "INSERT INTO Timers (RunId, Ticket, ConversationId, DueAt, IsFired) VALUES ($1, $2, $3, $4, 0) "
                        + "ON CONFLICT DO NOTHING",
                    run!.RunId, // only a run has due times
                    ticket,
                    conversationId,
                    at
                ) == 1;
            if (isNew && at <= time.GetUtcNow() + LoopSignal.LongestWait)
            {
                unit.AfterCommit(timers.Raise);
            }
        }
    }

    /// <summary>When which bookmark is due; ticket 0 is the limit of the whole run.</summary>
    private static Dictionary<int, DateTimeOffset> DueTimesOf(RunState run)
    {
        var due = new Dictionary<int, DateTimeOffset>();
        if (run.DueAt < DateTimeOffset.MaxValue)
        {
            due[0] = run.DueAt;
        }

        foreach (var frame in run.Frames)
        {
            if (frame.Bookmark is { DueAt: { } at } bookmark)
            {
                due[bookmark.Ticket] = at;
            }
        }

        return due;
    }

    private void WriteJobs(SqlSession sql, string conversationId, TurnChanges changes)
    {
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

    /// <summary>A run without a chat has ended, and nobody will ever write: unless an agent has it, this is over.</summary>
    private void Close(WriteUnit unit, string conversationId)
    {
        var isClosed =
            unit.Sql.Execute(
                "UPDATE Conversations SET Owner = $2, ChangedAt = $3 WHERE Id = $1 AND Owner = $4",
                conversationId,
                ConversationOwner.Closed,
                time.GetUtcNow(),
                ConversationOwner.Bot
            ) == 1;
        if (isClosed)
        {
            unit.AfterCommit(() =>
                events.Publish(new ConversationEvent.OwnerChanged(conversationId, ConversationOwner.Closed))
            );
        }
    }
}
