using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.Hooks.Deliveries;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// Starts the runs of calls, each event once. Where the caller waits for the flow, the run begins at once and is durable by
/// the commit that he is answered after; where he does not, it is durable before it begins.
/// </summary>
internal sealed partial class HookRuns(
    TurnRunner turns,
    TurnStore store,
    StudioWriter writer,
    StudioDatabase database,
    HeadlessRuns headless,
    HeadlessAnswers answers,
    RecentEvents recent,
    DispatchQueue queue,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<HookRuns> logger
)
{
    /// <summary>Stores a run, to be begun soon.</summary>
    /// <returns>Its conversation, or the one that took the event before.</returns>
    public async Task<HookReply> StartAsync(HeadlessStart start, IStartRecord record)
    {
        try
        {
            // Once begun, the commit must not be given up: the answer tells whether the event was taken.
            await writer
                .CommitAsync(
                    unit =>
                    {
                        headless.Start(unit, start);
                        record.Write(unit, Microsoft.AspNetCore.Http.StatusCodes.Status202Accepted);
                        return true;
                    },
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            return new HookReply(start.ConversationId, null, IsNew: true);
        }
        catch (EventTakenException e)
        {
            return new HookReply(e.ConversationId, null, IsNew: false);
        }
    }

    /// <summary>Runs what a call starts and waits for its answer.</summary>
    /// <param name="bot">The version that runs.</param>
    /// <param name="start">The run.</param>
    /// <param name="record">What goes into its first commit.</param>
    /// <param name="earlier">Conversation that took the event before; null for none.</param>
    /// <param name="most">How long the answer is waited for.</param>
    /// <returns>The answer; none where it takes longer or the process stops, and the run goes on.</returns>
    [SuppressMessage(
        "Reliability",
        "CA2025:Ensure tasks using IDisposable instances complete before the instances are disposed",
        Justification = "The run outlives the wait on purpose; an answer that nobody waits for any more is dropped."
    )]
    public async Task<HookReply> RunAsync(RunnableBot bot, HeadlessStart start, IStartRecord record, string? earlier, TimeSpan most)
    {
        if (earlier is not null)
        {
            return await FollowAsync(earlier, most).ConfigureAwait(false);
        }

        using var wait = answers.Expect(start.ConversationId);
        var claim = Claim.Of(new FreshStart(start, record), time.GetUtcNow());
        _ = RunAsync(bot, claim, wait);
        try
        {
            var answer = await WaitAsync(wait, most).ConfigureAwait(false);
            if (answer is null)
            {
                // Whoever hears that the call was accepted may rely on it.
                await store.StoreAsync(claim, CancellationToken.None).ConfigureAwait(false);
            }

            return new HookReply(start.ConversationId, answer, IsNew: true);
        }
        catch (EventTakenException e)
        {
            return await FollowAsync(e.ConversationId, most).ConfigureAwait(false);
        }
    }

    /// <summary>The conversation that took an event lately; null for a new one, and for an old one that its commit will find.</summary>
    public string? FindEarlier(string botId, string hook, string? eventId)
    {
        if (eventId is null || !recent.MayRepeat(botId, hook, eventId))
        {
            return null;
        }

        using var session = database.Open();
        return HookDeliveries.FindEarlier(session, botId, hook, eventId);
    }

    /// <summary>How a run of a webhook stands; null when there is none.</summary>
    public HookRunState? Find(string conversationId)
    {
        using var session = database.Open();
        return session.First(
            "SELECT c.Response, c.Owner, c.CreatedAt, (SELECT r.Status FROM Runs r WHERE r.ConversationId = c.Id ORDER BY r.Id DESC LIMIT 1) "
                + "FROM Conversations c WHERE c.Id = $1 AND c.IsHeadless = 1 AND c.Channel = 'webhook'",
            row => new HookRunState(
                row.IsDBNull(3) ? null : (RunStatus)row.GetInt32(3),
                row.GetInt32(1) == (int)ConversationOwner.Closed,
                row.BytesOrNull(0) is { } json ? JsonSerializer.Deserialize(json, RunJson.Default.FlowResponse) : null,
                row.Time(2)
            ),
            conversationId
        );
    }

    private async Task RunAsync(RunnableBot bot, Claim claim, HeadlessWait wait)
    {
        var id = claim.Conversation.Id;
        try
        {
            if (await turns.RunFreshAsync(claim, bot, CancellationToken.None).ConfigureAwait(false))
            {
                queue.Wake(id);
            }
        }
        catch (EventTakenException e)
        {
            wait.Fail(e);
        }
        catch (Exception e) when (e is TurnLostException or SqliteException or ObjectDisposedException)
        {
            // What was stored of it is taken up again when its lease has lapsed; what was not has not happened.
            LogLost(e, id);
            wait.Fail(e);
        }
    }

    /// <summary>Waits for the answer to an event that was taken before.</summary>
    private async Task<HookReply> FollowAsync(string conversationId, TimeSpan most)
    {
        using var wait = answers.Expect(conversationId);
        if (Find(conversationId) is { } state && (state.Response is not null || state.HasEnded))
        {
            return new HookReply(conversationId, new HeadlessAnswer(state.Response, state.Status == RunStatus.Completed), IsNew: false);
        }

        return new HookReply(conversationId, await WaitAsync(wait, most).ConfigureAwait(false), IsNew: false);
    }

    private async Task<HeadlessAnswer?> WaitAsync(HeadlessWait wait, TimeSpan most)
    {
        try
        {
            return await wait.Answer.WaitAsync(most, time, lifetime.ApplicationStopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return null; // The run goes on; when the process stops, after the next start.
        }
    }

    [LoggerMessage(4702, LogLevel.Error, "The run {ConversationId} of a webhook could not be committed.")]
    private partial void LogLost(Exception exception, string conversationId);
}

/// <summary>What a call brought about.</summary>
/// <param name="ConversationId">Conversation of the run.</param>
/// <param name="Answer">What the run answered; null for nothing so far.</param>
/// <param name="IsNew">False for the repetition of an event.</param>
internal sealed record HookReply(string ConversationId, HeadlessAnswer? Answer, bool IsNew);

/// <summary>How a run stands.</summary>
/// <param name="Status">Where it stands; null before it began.</param>
/// <param name="IsClosed">True when nothing more will come.</param>
/// <param name="Response">What it answered; null for nothing so far.</param>
/// <param name="StartedAt">When the call came, UTC.</param>
internal sealed record HookRunState(RunStatus? Status, bool IsClosed, FlowResponse? Response, DateTimeOffset StartedAt)
{
    /// <summary>True when no answer will come any more.</summary>
    public bool HasEnded => IsClosed || Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;
}
