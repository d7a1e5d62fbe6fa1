using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;

namespace FlowRuntime.Conversations;

/// <summary>
/// Conversations in the database. What is appended is on the disk before the caller hears of it, and wakes the dispatcher.
/// </summary>
internal sealed class StoredConversations(
    StudioWriter writer,
    ConversationReader reader,
    ConversationEvents events,
    DispatchQueue queue,
    IBotSource bots,
    TimeProvider time
) : IConversations
{
    /// <summary>Longest message of a visitor that is taken. Unit: characters.</summary>
    internal const int LongestText = 32_000;

    /// <summary>Largest channel form of a message that is kept. Unit: characters of JSON.</summary>
    private const int LargestActivity = 256 * 1024;

    private const int LongestReply = 4_000;

    private const int LongestZone = 100;

    /// <inheritdoc/>
    public async Task<bool> OpenAsync(ConversationOpening opening, CancellationToken cancellationToken)
    {
        var language = opening.Language;
        if (language is null)
        {
            var bot = await bots.FindLiveAsync(opening.BotId, cancellationToken).ConfigureAwait(false);
            language = bot?.Language ?? "en";
        }

        return await writer
            .CommitAsync(unit => Open(unit, opening, language), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<PostResult> PostAsync(
        string conversationId,
        PostedMessage posted,
        CancellationToken cancellationToken
    )
    {
        if (posted.Input.Text.Length > LongestText)
        {
            throw new ArgumentException($"A message has at most {LongestText} characters.", nameof(posted));
        }

        if (posted.Activity.ValueKind != JsonValueKind.Undefined && posted.Activity.GetRawText().Length > LargestActivity)
        {
            throw new ArgumentException($"An activity has at most {LargestActivity} characters.", nameof(posted));
        }

        var input = JsonSerializer.SerializeToUtf8Bytes(posted.Input with { TraceParent = FlowTelemetry.TraceParent }, RunJson.Default.TurnInput);
        return writer.CommitAsync(unit => Post(unit, conversationId, posted, input), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> EndAsync(string conversationId, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var ended =
                    unit.Sql.Execute(
                        "UPDATE Conversations SET Owner = $2, ChangedAt = $3 WHERE Id = $1 AND Owner <> $2",
                        conversationId,
                        ConversationOwner.Closed,
                        time.GetUtcNow()
                    ) == 1;
                if (ended)
                {
                    CancelRun(unit, conversationId, "The visitor ended the conversation.");
                    Announce(unit, conversationId, ConversationOwner.Closed);
                }

                return ended;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<ConversationSummary?> FindAsync(string conversationId, CancellationToken cancellationToken) =>
        reader.FindAsync(conversationId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TranscriptMessage>> ReadAsync(
        string conversationId,
        long afterSequence,
        int limit,
        CancellationToken cancellationToken
    ) => reader.ReadAsync(conversationId, afterSequence, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConversationSummary>> ListAsync(
        ConversationQuery query,
        CancellationToken cancellationToken
    ) => reader.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunSummary>> ListRunsAsync(
        string botId,
        string? beforeRunId,
        int limit,
        CancellationToken cancellationToken
    ) => reader.ListRunsAsync(botId, beforeRunId, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<RunDetail?> FindRunAsync(string botId, string runId, CancellationToken cancellationToken) =>
        reader.FindRunAsync(botId, runId, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ClaimAsync(string conversationId, string agent, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var claimed =
                    unit.Sql.Execute(
                        "UPDATE Conversations SET Owner = $2, Agent = $3 WHERE Id = $1 AND Owner = $4",
                        conversationId,
                        ConversationOwner.Agent,
                        agent,
                        ConversationOwner.Queued
                    ) == 1;
                if (claimed)
                {
                    Announce(unit, conversationId, ConversationOwner.Agent);
                    Say(unit, conversationId, MessageFrom.System, "FlowStudio", $"You are now talking with {agent}.");
                }

                return claimed;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<bool> ReplyAsync(
        string conversationId,
        string agent,
        string text,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestReply)
        {
            throw new ArgumentException($"A reply has 1 to {LongestReply} characters.", nameof(text));
        }

        return writer.CommitAsync(
            unit =>
            {
                var owns = unit.Sql.Scalar(OwnedBy, conversationId, ConversationOwner.Agent, agent) is not null;
                if (owns)
                {
                    Say(unit, conversationId, MessageFrom.Agent, agent, text);
                }

                return owns;
            },
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<bool> ReturnToBotAsync(string conversationId, string agent, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var left = Leave(unit, conversationId, agent, ConversationOwner.Bot, "You are talking with the assistant again.");
                if (left)
                {
                    Inbox.Add(unit.Sql, conversationId, new TurnInput.Returned(), time.GetUtcNow());
                    unit.AfterCommit(() => queue.Wake(conversationId));
                }

                return left;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<bool> CloseAsync(string conversationId, string agent, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var left = Leave(unit, conversationId, agent, ConversationOwner.Closed, $"{agent} has closed the conversation.");
                if (left)
                {
                    CancelRun(unit, conversationId, "An agent closed the conversation.");
                }

                return left;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<CancelStatus> CancelRunAsync(string runId, string reason, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var run = unit.Sql.First(
                    "SELECT ConversationId, Status FROM Runs WHERE Id = $1",
                    row => (object)(row.GetString(0), (RunStatus)row.GetInt32(1)),
                    runId
                );
                if (run is not (string conversationId, RunStatus status))
                {
                    return CancelStatus.Missing;
                }

                if (status is not (RunStatus.Running or RunStatus.Waiting))
                {
                    return CancelStatus.Ended;
                }

                Inbox.Add(unit.Sql, conversationId, new TurnInput.Cancel(runId, reason), time.GetUtcNow());
                unit.AfterCommit(() => queue.Wake(conversationId));
                return CancelStatus.Accepted;
            },
            cancellationToken
        );

    private const string OwnedBy = "SELECT 1 FROM Conversations WHERE Id = $1 AND Owner = $2 AND Agent = $3";

    private bool Open(WriteUnit unit, ConversationOpening opening, string language)
    {
        var now = time.GetUtcNow();
        var isNew =
            unit.Sql.Execute(
                "INSERT INTO Conversations (Id, BotId, BotVersion, Channel, ContactId, ContactName, Language, Owner, "
                    + "NextSequence, TurnNo, HoldsMessages, IsHeadless, EventDepth, CreatedAt, ChangedAt) "
                    + "VALUES ($1, $2, 0, $3, $4, $5, $6, $7, 1, 0, 0, 0, 0, $8, $8) "
                    + "ON CONFLICT (Id) DO NOTHING",
                opening.ConversationId,
                opening.BotId,
                opening.Channel,
                opening.ContactId,
                opening.ContactName,
                language,
                ConversationOwner.Bot,
                now
            ) == 1;
        if (isNew)
        {
            Inbox.Add(unit.Sql, opening.ConversationId, new TurnInput.Started(), now);
            unit.AfterCommit(() => queue.Wake(opening.ConversationId));
        }

        return isNew;
    }

    private PostResult Post(WriteUnit unit, string conversationId, PostedMessage posted, byte[] input)
    {
        var found = unit.Sql.First(
            "SELECT Owner, ContactId FROM Conversations WHERE Id = $1",
            row => (object)((ConversationOwner)row.GetInt32(0), row.GetString(1)),
            conversationId
        );
        if (found is not (ConversationOwner owner, string contact))
        {
            return new PostResult(PostStatus.Missing, 0);
        }

        if (Inbox.FindSequence(unit.Sql, conversationId, posted.ClientActivityId) is { } first)
        {
            return new PostResult(PostStatus.Repeated, first);
        }

        if (owner == ConversationOwner.Closed)
        {
            return new PostResult(PostStatus.Closed, 0);
        }

        var now = time.GetUtcNow();
        if (ZoneOf(posted.Activity) is { } zone)
        {
            unit.Sql.Execute("UPDATE Conversations SET TimeZone = $2 WHERE Id = $1 AND TimeZone IS NOT $2", conversationId, zone);
        }

        var message = Transcript.Append(
            unit.Sql,
            conversationId,
            new TranscriptMessage(0, MessageFrom.Visitor, contact, posted.Input.Text, [], posted.Activity, now, null, FilesOf(posted.Input))
        );
        // The bot is silent while an agent has the conversation: the message is for the agent, no turn follows.
        var forBot = owner == ConversationOwner.Bot;
        Inbox.AddMessage(unit.Sql, conversationId, message.Sequence, posted.ClientActivityId, input, now, isDone: !forBot);
        unit.AfterCommit(() =>
        {
            events.Publish(new ConversationEvent.Messages(conversationId, [message]));
            if (forBot)
            {
                queue.Wake(conversationId);
            }
        });
        return new PostResult(PostStatus.Accepted, message.Sequence);
    }

    /// <summary>What agents see of a visitor's files: a link, never a picture that their browser would fetch.</summary>
    private static List<MessageAttachment>? FilesOf(TurnInput.Message message) =>
        message.Files?.Select(f => (MessageAttachment)new MessageAttachment.File(f.Url, string.IsNullOrWhiteSpace(f.Name) ? f.Url.AbsoluteUri : f.Name)).ToList();

    private bool Leave(WriteUnit unit, string conversationId, string agent, ConversationOwner next, string words)
    {
        if (unit.Sql.Scalar(OwnedBy, conversationId, ConversationOwner.Agent, agent) is null)
        {
            return false;
        }

        unit.Sql.Execute(
            "UPDATE Conversations SET Owner = $2, Agent = NULL, HandoffReason = NULL, HandoffQueue = NULL WHERE Id = $1",
            conversationId,
            next
        );
        Say(unit, conversationId, MessageFrom.System, "FlowStudio", words);
        Announce(unit, conversationId, next);
        return true;
    }

    /// <summary>The time zone that the visitor's program tells with its message, as Bot Framework activities have it.</summary>
    private static string? ZoneOf(JsonElement activity) =>
        activity.ValueKind == JsonValueKind.Object
        && activity.TryGetProperty("localTimezone", out var zone)
        && zone.ValueKind == JsonValueKind.String
        && zone.GetString() is { Length: > 0 and <= LongestZone } id
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _)
            ? id
            : null;

    /// <summary>A run in a conversation that has ended would wait for ever.</summary>
    private void CancelRun(WriteUnit unit, string conversationId, string reason)
    {
        Inbox.AddCancel(unit.Sql, conversationId, reason, time.GetUtcNow());
        unit.AfterCommit(() => queue.Wake(conversationId));
    }

    private void Say(WriteUnit unit, string conversationId, MessageFrom from, string author, string text)
    {
        var message = Transcript.Append(
            unit.Sql,
            conversationId,
            new TranscriptMessage(0, from, author, text, [], default, time.GetUtcNow(), null)
        );
        unit.AfterCommit(() => events.Publish(new ConversationEvent.Messages(conversationId, [message])));
    }

    private void Announce(WriteUnit unit, string conversationId, ConversationOwner owner) =>
        unit.AfterCommit(() => events.Publish(new ConversationEvent.OwnerChanged(conversationId, owner)));
}
