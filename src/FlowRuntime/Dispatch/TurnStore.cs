using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>Claims conversations and commits turns, by hand-written SQL through the one writer.</summary>
internal sealed class TurnStore(
    StudioWriter writer,
    StudioDatabase database,
    TurnRecords records,
    RunFollowUps followUps,
    ISecretRedactor redactor,
    TimeProvider time,
    IOptions<DispatchOptions> options
)
{
    private const string Pending =
        "SELECT Id, Input FROM Inbox WHERE ConversationId = $1 AND DoneAt IS NULL AND ($2 = 0 OR Sequence IS NULL) "
        + "ORDER BY Id LIMIT 1";

    private const string PendingCancel =
        "SELECT Id, Input FROM Inbox WHERE ConversationId = $1 AND DoneAt IS NULL AND IsCancel = 1 ORDER BY Id LIMIT 1";

    /// <summary>Takes a conversation for its next turn.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="again">True when this worker's own turn could not be committed, and its claim is still open.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The claim; null when there is nothing to react to, or another has claimed it.</returns>
    public Task<Claim?> ClaimAsync(string conversationId, bool again, CancellationToken cancellationToken) =>
        writer.CommitAsync(unit => Take(unit.Sql, conversationId, again), cancellationToken);

    /// <summary>Commits in the middle of a turn.</summary>
    /// <param name="claim">The turn.</param>
    /// <param name="state">The run as it stands.</param>
    /// <param name="botVersion">Version it is pinned to.</param>
    /// <param name="changes">What to store.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>When it is on the disk.</returns>
    /// <exception cref="TurnLostException">The claim was lost.</exception>
    public Task CommitPartAsync(
        Claim claim,
        RunState state,
        int botVersion,
        TurnChanges changes,
        CancellationToken cancellationToken
    )
    {
        var json = Serialize(state);
        var prepared = new PreparedChanges(changes, claim.IsHeadless, redactor);
        return CommitAsync(
            unit =>
            {
                Store(unit, claim);
                var next =
                    unit.Sql.First(
                        "UPDATE Conversations SET State = $3, BotVersion = $4, TurnAt = $5, TurnItem = $6, "
                            + "NextSequence = NextSequence + $7 WHERE Id = $1 AND TurnNo = $2 RETURNING NextSequence",
                        row => (object)row.GetInt64(0),
                        claim.Conversation.Id,
                        claim.TurnNo,
                        json,
                        botVersion,
                        claim.Now,
                        claim.Item,
                        changes.Messages.Count
                    ) ?? throw new TurnLostException(claim.Conversation.Id);
                records.Write(unit, claim, state.RunId, botVersion, prepared, (long)next);
                return true;
            },
            claim,
            cancellationToken
        );
    }

    /// <summary>Commits the end of a turn and gives the conversation back.</summary>
    /// <param name="claim">The turn.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="botVersion">Version the run is pinned to.</param>
    /// <param name="changes">What to store.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>True when more waits in the inbox.</returns>
    /// <exception cref="TurnLostException">The claim was lost.</exception>
    public Task<bool> CommitAsync(
        Claim claim,
        TurnOutcome outcome,
        int botVersion,
        TurnChanges changes,
        CancellationToken cancellationToken
    )
    {
        var run = outcome.Run;
        // Nothing begins after the end of a run without a chat: its state is of no use any more.
        var json = run is null || (claim.IsHeadless && run.HasEnded && claim.Owner == ConversationOwner.Bot && changes.Handoff is null) ? null : Serialize(run);
        var holdsMessages = run is { TakesMessages: false };
        var prepared = new PreparedChanges(changes, claim.IsHeadless, redactor);
        return CommitAsync(
            unit =>
            {
                if (TryStoreEnded(unit, claim, run, botVersion, prepared))
                {
                    return false;
                }

                Store(unit, claim);
                // The number grows here too: nothing that the turn left behind can commit any more.
                var next =
                    unit.Sql.First(
                        "UPDATE Conversations SET State = $3, BotVersion = $4, HoldsMessages = $5, TurnAt = NULL, TurnItem = NULL, "
                            + "LeaseUntil = NULL, TurnNo = TurnNo + 1, NextSequence = NextSequence + $6 "
                            + "WHERE Id = $1 AND TurnNo = $2 RETURNING NextSequence",
                        row => (object)row.GetInt64(0),
                        claim.Conversation.Id,
                        claim.TurnNo,
                        json,
                        botVersion,
                        holdsMessages,
                        changes.Messages.Count
                    ) ?? throw new TurnLostException(claim.Conversation.Id);
                records.Write(unit, claim, run?.RunId, botVersion, prepared, (long)next);
                followUps.Write(unit, claim, run, changes);
                unit.Sql.Execute("UPDATE Inbox SET DoneAt = $2 WHERE Id = $1", claim.Item, time.GetUtcNow());
                if (outcome.MustContinue)
                {
                    ContinueLater(unit.Sql, claim, run!.RunId); // only a run is cut into slices
                    return true;
                }

                return unit.Sql.Scalar(Pending, claim.Conversation.Id, holdsMessages) is not null;
            },
            claim,
            cancellationToken
        );
    }

    /// <summary>Gives a conversation back with a message that its run cannot take now; it stays in the inbox.</summary>
    /// <param name="claim">The turn.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>True when something else than messages waits.</returns>
    public Task<bool> DeferAsync(Claim claim, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                unit.Sql.Execute(
                    "UPDATE Conversations SET LeaseUntil = NULL, HoldsMessages = 1 WHERE Id = $1 AND TurnNo = $2",
                    claim.Conversation.Id,
                    claim.TurnNo
                );
                return unit.Sql.Scalar(Pending, claim.Conversation.Id, true) is not null;
            },
            cancellationToken
        );

    /// <summary>Keeps with an input what was found out about it before its turn.</summary>
    /// <param name="claim">The turn.</param>
    /// <param name="input">The input as the turn takes it.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>When it is on the disk.</returns>
    /// <exception cref="TurnLostException">The claim was lost.</exception>
    public Task AmendAsync(Claim claim, TurnInput input, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(input, RunJson.Default.TurnInput);
        return CommitAsync(
            unit =>
                unit.Sql.Execute(
                    "UPDATE Inbox SET Input = $2 WHERE Id = $1 AND EXISTS (SELECT 1 FROM Conversations WHERE Id = $3 AND TurnNo = $4)",
                    claim.Item,
                    json,
                    claim.Conversation.Id,
                    claim.TurnNo
                ) == 1
                    ? true
                    : throw new TurnLostException(claim.Conversation.Id),
            claim,
            cancellationToken
        );
    }

    /// <summary>Looks up a journaled effect.</summary>
    /// <param name="effectKey">Its key.</param>
    /// <returns>The record; null when it was never started.</returns>
    public EffectRecord? FindEffect(string effectKey)
    {
        using var session = database.Open();
        return session.First(
            "SELECT Result FROM Effects WHERE EffectKey = $1",
            row => new EffectRecord(
                effectKey,
                row.BytesOrNull(0) is { } result ? JsonSerializer.Deserialize(result, RunJson.Default.CallResult) : null
            ),
            effectKey
        );
    }

    /// <summary>Finds work that nobody does.</summary>
    /// <param name="patience">How long it may lie in the inbox.</param>
    /// <returns>The conversations.</returns>
    public List<string> FindForgotten(TimeSpan patience)
    {
        using var session = database.Open();
        var now = time.GetUtcNow();
        return Inbox.Forgotten(session, now - patience, now);
    }

    /// <summary>Frees what a process that died had claimed. To be called before the first claim.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Conversations with something to react to.</returns>
    public Task<List<string>> RecoverAsync(CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                // One process owns the data directory: whoever claimed before is gone.
                unit.Sql.Execute(
                    "UPDATE Conversations SET LeaseUntil = NULL WHERE LeaseUntil IS NOT NULL AND Id IN "
                        + "(SELECT ConversationId FROM Inbox WHERE DoneAt IS NULL)"
                );
                return Inbox.Pending(unit.Sql);
            },
            cancellationToken
        );

    /// <summary>Makes a run durable that only its claim knows of so far; harmless when repeated.</summary>
    /// <param name="claim">The claim of a <see cref="FreshStart"/>.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>When it is on the disk: after a crash its turn is done again.</returns>
    /// <exception cref="EventTakenException">The event that starts the run has started one before.</exception>
    public Task StoreAsync(Claim claim, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                Store(unit, claim);
                return true;
            },
            cancellationToken
        );

    private void Store(WriteUnit unit, Claim claim)
    {
        if (claim.Fresh is not { IsStored: false } fresh)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (HeadlessRuns.Insert(unit.Sql, fresh.Start, claim.TurnNo, now + options.Value.TurnLease, now))
        {
            fresh.Record.Write(unit, answered: null);
            fresh.ItemId = Inbox.Add(unit.Sql, fresh.Start.ConversationId, fresh.Start.Input, now);
        }

        unit.AfterCommit(() => fresh.IsStored = true);
    }

    /// <summary>Stores in one go a run that nobody knew of before and that needs no further turn.</summary>
    private bool TryStoreEnded(WriteUnit unit, Claim claim, RunState? run, int botVersion, PreparedChanges prepared)
    {
        var changes = prepared.Changes;
        if (
            claim.Fresh is not { IsStored: false } fresh
            || run is not { HasEnded: true, IsSliced: false }
            || changes.Handoff is not null
            || changes.Detached.Count > 0
            || changes.EffectStarted is not null
            || changes.EffectSettled is not null
        )
        {
            return false;
        }

        var said = changes.Messages.Count;
        if (!HeadlessRuns.InsertEnded(unit.Sql, fresh.Start, botVersion, said, prepared.ResponseJson, claim.Now, time.GetUtcNow()))
        {
            return false;
        }

        fresh.Record.Write(unit, prepared.Response?.Status ?? (run.Status == RunStatus.Completed ? 204 : 500));
        records.Write(unit, claim, run.RunId, botVersion, prepared, said + 1, run);
        followUps.TellEnded(unit, fresh.Start.ConversationId, run);
        unit.AfterCommit(() => fresh.IsStored = true);
        return true;
    }

    /// <summary>The next slice of a long run goes before everything but its cancellation, and behind other conversations.</summary>
    private void ContinueLater(SqlSession sql, Claim claim, string runId)
    {
        var item = Inbox.Add(sql, claim.Conversation.Id, new TurnInput.Continue(runId), time.GetUtcNow());
        sql.Execute("UPDATE Conversations SET TurnItem = $2 WHERE Id = $1", claim.Conversation.Id, item);
    }

    private Claim? Take(SqlSession sql, string conversationId, bool again)
    {
        var now = time.GetUtcNow();
        var found = sql.First(
            "SELECT TurnNo, BotId, Channel, ContactId, ContactName, Language, Owner, State, TurnAt, TurnItem, HoldsMessages, "
                + "LeaseUntil, IsHeadless, EventDepth, TimeZone FROM Conversations WHERE Id = $1",
            row => new Found(row),
            conversationId
        );
        if (found is null || (found.LeaseUntil > now && !again))
        {
            return null;
        }

        if (FindItem(sql, conversationId, found, now) is not { } item)
        {
            return null;
        }

        sql.Execute(
            "UPDATE Conversations SET TurnNo = TurnNo + 1, LeaseUntil = $2 WHERE Id = $1",
            conversationId,
            now + options.Value.TurnLease
        );
        return found.ToClaim(conversationId, item.Id, item.Input, now);
    }

    private static Item? FindItem(SqlSession sql, string conversationId, Found found, DateTimeOffset now)
    {
        if (found is { TurnItem: { } begun, IsBegun: true })
        {
            // The turn that has committed in its middle comes first: it is replayed with the same input.
            return sql.First("SELECT Id, Input FROM Inbox WHERE Id = $1", ReadItem, begun);
        }

        if (sql.First(PendingCancel, ReadItem, conversationId) is { } cancel)
        {
            return cancel;
        }

        if (found.TurnItem is { } slice)
        {
            return sql.First("SELECT Id, Input FROM Inbox WHERE Id = $1", ReadItem, slice);
        }

        if (found.Owner != ConversationOwner.Bot)
        {
            // An agent answers, or nobody any more: messages that queued for the bot are in the transcript and need no turn.
            sql.Execute(
                "UPDATE Inbox SET DoneAt = $2 WHERE ConversationId = $1 AND DoneAt IS NULL AND Sequence IS NOT NULL",
                conversationId,
                now
            );
            if (found.Owner != ConversationOwner.Closed)
            {
                // Whatever else comes waits until the agent gives the conversation back.
                return null;
            }
        }

        return sql.First(Pending, ReadItem, conversationId, found.HoldsMessages);
    }

    private async Task<T> CommitAsync<T>(Func<WriteUnit, T> work, Claim claim, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.CommitAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw new TurnLostException(claim.Conversation.Id, e);
        }
    }

    private byte[] Serialize(RunState run)
    {
        foreach (var frame in run.Frames)
        {
            foreach (var (node, output) in frame.Outputs)
            {
                frame.Outputs[node] = redactor.Redact(output);
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Default.RunState);
    }

    private static Item ReadItem(SqliteDataReader row) => new(row.GetInt64(0), row.GetFieldValue<byte[]>(1));

    private sealed record Item(long Id, byte[] Input);

    private sealed class Found(SqliteDataReader row)
    {
        private readonly long _turnNo = row.GetInt64(0);
        private readonly string _botId = row.GetString(1);
        private readonly string _channel = row.GetString(2);
        private readonly string _contactId = row.GetString(3);
        private readonly string? _contactName = row.TextOrNull(4);
        private readonly string _language = row.GetString(5);
        private readonly byte[]? _state = row.BytesOrNull(7);
        private readonly DateTimeOffset? _turnAt = row.TimeOrNull(8);
        private readonly bool _isHeadless = row.GetBoolean(12);
        private readonly int _eventDepth = row.GetInt32(13);
        private readonly string? _timeZone = row.TextOrNull(14);

        public ConversationOwner Owner { get; } = (ConversationOwner)row.GetInt32(6);

        public long? TurnItem { get; } = row.IsDBNull(9) ? null : row.GetInt64(9);

        /// <summary>True when that row's turn has committed something already.</summary>
        public bool IsBegun => _turnAt is not null;

        public bool HoldsMessages { get; } = row.GetBoolean(10);

        public DateTimeOffset? LeaseUntil { get; } = row.TimeOrNull(11);

        public Claim ToClaim(string id, long itemId, byte[] input, DateTimeOffset now) =>
            new(
                _turnNo + 1,
                _botId,
                new ConversationInfo(id, _channel, _language, _contactId, _contactName, _timeZone),
                Owner,
                _state,
                itemId,
                input,
                _turnAt ?? now,
                _isHeadless,
                _eventDepth
            );
    }
}
