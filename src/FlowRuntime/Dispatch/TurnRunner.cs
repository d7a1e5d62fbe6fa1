using System.Diagnostics.CodeAnalysis;
using FlowEngine.Connecting;
using FlowEngine.Running;
using FlowRuntime.Connections;
using FlowRuntime.Conversations;
using FlowRuntime.KeyValues;
using FlowRuntime.Learning.NotUnderstood;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>One turn: claim, react, commit. Holds no transaction while nodes run.</summary>
internal sealed partial class TurnRunner(
    TurnStore store,
    IBotSource bots,
    JobRunner jobs,
    IConnectionSource connections,
    ConversationEvents events,
    KeyValueStore values,
    TimeProvider time,
    IOptions<DispatchOptions> options,
    IEnumerable<NotUnderstoodRecorder> misheard,
    ILogger<TurnRunner> logger
)
{
    /// <summary>What a visitor reads when the bot was never published.</summary>
    internal const string NotAvailable = "This assistant is not available at the moment.";

    /// <summary>What a visitor reads when a turn fails in a way nobody foresaw; an agent gets the conversation.</summary>
    internal const string Apology = "Sorry, something went wrong on our side. A colleague will get back to you.";

    /// <summary>Reacts to the next item of a conversation's inbox.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="again">True when the turn before could not be committed.</param>
    /// <param name="cancellationToken">Ends the turn; what it has committed stands, and the rest is done again.</param>
    /// <returns>True when more waits in the inbox.</returns>
    /// <exception cref="TurnLostException">It could not be committed; try again.</exception>
    public async Task<bool> RunNextAsync(string conversationId, bool again, CancellationToken cancellationToken)
    {
        var claim = await store.ClaimAsync(conversationId, again, cancellationToken).ConfigureAwait(false);
        if (claim is null)
        {
            return false;
        }

        var (turn, fault) = await PrepareAsync(claim, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            return fault is null
                ? await RefuseAsync(claim, cancellationToken).ConfigureAwait(false)
                : await FailAsync(claim, fault, cancellationToken).ConfigureAwait(false);
        }

        using var watch = TurnWatch.Start(claim, turn.Input, turn.State, time);
        try
        {
            return await ReactAsync(turn, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Host.EndTurn();
        }
    }

    /// <summary>Reacts at once to what starts a run that is nowhere stored yet; see <see cref="FreshStart"/>.</summary>
    /// <param name="claim">The claim of the fresh start.</param>
    /// <param name="bot">The version that runs.</param>
    /// <param name="cancellationToken">Ends the turn; what it has committed stands, and the rest is done again.</param>
    /// <returns>True when more waits in the inbox.</returns>
    /// <exception cref="TurnLostException">It could not be committed.</exception>
    /// <exception cref="EventTakenException">The event has started a run before.</exception>
    public async Task<bool> RunFreshAsync(Claim claim, RunnableBot bot, CancellationToken cancellationToken)
    {
        var input = claim.Fresh!.Start.Input; // the claim of a fresh start has one
        var host = HostFor(claim, bot);
        using var watch = TurnWatch.Start(claim, input, null, time);
        try
        {
            return await ReactAsync(new OpenTurn(claim, null, input, bot, host), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            host.EndTurn();
        }
    }

    private DurableTurnHost HostFor(Claim claim, RunnableBot bot) =>
        new(claim, bot.Version, store, jobs, connections.For(claim.BotId), events, values, time, options.Value, misheard.FirstOrDefault());

    [SuppressMessage("Design", "CA1031", Justification = "A conversation that cannot be read must not be tried for ever.")]
    private async Task<(OpenTurn? Turn, Exception? Fault)> PrepareAsync(
        Claim claim,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (state, input) = (claim.ReadState(), claim.ReadInput());
            var bot = state is { HasEnded: false }
                ? await bots.FindAsync(claim.BotId, state.BotVersion, cancellationToken).ConfigureAwait(false)
                : await bots.FindLiveAsync(claim.BotId, cancellationToken).ConfigureAwait(false);
            if (bot is null)
            {
                return (null, null);
            }

            return (new OpenTurn(claim, state, input, bot, HostFor(claim, bot)), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (null, e);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A turn that faults must not be tried for ever: an agent gets it.")]
    private async Task<bool> ReactAsync(OpenTurn turn, CancellationToken cancellationToken)
    {
        TurnOutcome outcome;
        using var limit = new CancellationTokenSource(options.Value.TurnLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // What does not listen to its token must not hold up the conversation: the turn ends without it.
            outcome = await PrepareAndReactAsync(turn, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogTooLong(turn.Claim.Conversation.Id, turn.Claim.ItemId, options.Value.TurnLimit.TotalSeconds);
            turn.Host.CancelCalls();
            var error = new NodeError(
                "engine.turnTimeout",
                $"The turn took longer than {options.Value.TurnLimit.TotalSeconds:0} seconds.",
                Retryable: false
            );
            return await FailAsync(turn.Claim, error, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (TurnLostException or EventTakenException or OperationCanceledException))
        {
            return await FailAsync(turn.Claim, e, cancellationToken).ConfigureAwait(false);
        }

        if (outcome.Deferred)
        {
            // What the run waits for wakes the conversation again.
            return await store.DeferAsync(turn.Claim, cancellationToken).ConfigureAwait(false);
        }

        outcome.Run?.TraceParent = FlowTelemetry.TraceParent;
        var more = await store
            .CommitAsync(turn.Claim, outcome, turn.Bot.Version, turn.Host.Changes, cancellationToken)
            .ConfigureAwait(false);
        turn.Host.FollowDetached();
        return more;
    }

    private async Task<TurnOutcome> PrepareAndReactAsync(OpenTurn turn, CancellationToken cancellationToken)
    {
        var input = await turn.Bot.PrepareAsync(turn.State, turn.Input, turn.Host, time, cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(input, turn.Input))
        {
            // A turn that is done again starts from the same answer.
            await store.AmendAsync(turn.Claim, input, cancellationToken).ConfigureAwait(false);
        }

        return await turn.Bot.ReactAsync(turn.State, input, turn.Host, cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> FailAsync(Claim claim, Exception fault, CancellationToken cancellationToken)
    {
        LogFault(fault, claim.Conversation.Id, claim.ItemId);
        var error = new NodeError("engine.unhandled", "The turn failed in an unforeseen way; see the log.", Retryable: false);
        return FailAsync(claim, error, cancellationToken);
    }

    /// <summary>Ends a turn that cannot be run: the visitor is told, and an agent gets the conversation.</summary>
    private Task<bool> FailAsync(Claim claim, NodeError error, CancellationToken cancellationToken)
    {
        TurnWatch.Failed(error.Code);
        var changes = new TurnChanges { Fault = error };
        changes.Messages.Add(new OutgoingMessage(Apology));
        changes.Handoff = new HandoffRequest($"The bot failed in an unforeseen way ({error.Code}); see the log.", "");
        return store.CommitAsync(claim, new TurnOutcome(null), 0, changes, cancellationToken);
    }

    private Task<bool> RefuseAsync(Claim claim, CancellationToken cancellationToken)
    {
        LogNoBot(claim.BotId, claim.Conversation.Id);
        var changes = new TurnChanges();
        changes.Messages.Add(new OutgoingMessage(NotAvailable));
        return store.CommitAsync(claim, new TurnOutcome(null), 0, changes, cancellationToken);
    }

    [LoggerMessage(4204, LogLevel.Error, "The turn of conversation {ConversationId} for inbox item {ItemId} was stopped after {Seconds} s.")]
    private partial void LogTooLong(string conversationId, long itemId, double seconds);

    [LoggerMessage(4201, LogLevel.Error, "The turn of conversation {ConversationId} for inbox item {ItemId} failed.")]
    private partial void LogFault(Exception exception, string conversationId, long itemId);

    [LoggerMessage(4202, LogLevel.Warning, "Bot {BotId} of conversation {ConversationId} is not published.")]
    private partial void LogNoBot(string botId, string conversationId);

    private sealed record OpenTurn(
        Claim Claim,
        RunState? State,
        TurnInput Input,
        RunnableBot Bot,
        DurableTurnHost Host
    );
}
