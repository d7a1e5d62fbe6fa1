using FlowEngine.Compilation;
using FlowEngine.Running;
using FlowEngine.Understanding.SecondOpinions;

namespace FlowRuntime.Dispatch;

/// <summary>One published version of a bot, ready to react. Thread-safe for different conversations.</summary>
internal abstract class RunnableBot
{
    /// <summary>Its version, from 1.</summary>
    public abstract int Version { get; }

    /// <summary>BCP 47 tag of its first language.</summary>
    public abstract string Language { get; }

    /// <summary>IANA id of its time zone.</summary>
    public virtual string TimeZone => "UTC";

    /// <summary>What starts runs of this version beside visitors.</summary>
    public virtual IReadOnlyList<BotTrigger> Triggers => [];

    /// <summary>Reacts to one input; see <see cref="FlowInterpreter.ReactAsync"/>.</summary>
    public abstract ValueTask<TurnOutcome> ReactAsync(
        RunState? current,
        TurnInput input,
        TurnHost host,
        CancellationToken cancellationToken
    );

    /// <summary>Finds out, before the turn, what it needs to know; see <see cref="SecondOpinionAsker"/>.</summary>
    /// <returns>The input to react to; the same object where there was nothing to find out.</returns>
    public virtual ValueTask<TurnInput> PrepareAsync(
        RunState? current,
        TurnInput input,
        TurnHost host,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => new(input);

    /// <summary>Takes a call up again; see <see cref="FlowInterpreter.RepeatCallAsync"/>.</summary>
    public abstract Task<CallResult> RepeatCallAsync(
        RunState suspended,
        string effectKey,
        TurnHost host,
        CancellationToken cancellationToken
    );
}

/// <summary>Where bots come from.</summary>
internal interface IBotSource
{
    /// <summary>Finds the version that channels talk to.</summary>
    /// <param name="botId">The bot, or its address in another environment than <c>live</c>; see <see cref="FlowRuntime.Library.BotAddress"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It; null when there is no such bot or it was never published.</returns>
    ValueTask<RunnableBot?> FindLiveAsync(string botId, CancellationToken cancellationToken);

    /// <summary>Finds a published version.</summary>
    /// <param name="botId">The bot, or its address in an environment.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It; null when there is none.</returns>
    ValueTask<RunnableBot?> FindAsync(string botId, int version, CancellationToken cancellationToken);
}
