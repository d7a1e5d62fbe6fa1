using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Understanding;

namespace FlowEngine.Running;

/// <summary>
/// What the interpreter needs from whoever hosts a turn: durable in the runtime, in memory in the simulator and in tests.
/// One object per turn, used by one thread at a time.
/// </summary>
public abstract class TurnHost
{
    /// <summary>The conversation the turn belongs to.</summary>
    public abstract ConversationInfo Conversation { get; }

    /// <summary>Time of the turn, fixed from its start to its end and the same when it is replayed. UTC.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Seed of the turn's random numbers, the same when it is replayed.</summary>
    public abstract int RandomSeed { get; }

    /// <summary>Connections the bot may use in this environment.</summary>
    public abstract IConnectionSource Connections { get; }

    /// <summary>The environment's own non-secret values, read by expressions as <c>env</c>; undefined for none.</summary>
    public virtual JsonElement Environment => default;

    /// <summary>Adds a message to the visitor, in order; stored and pushed with the next commit.</summary>
    /// <param name="message">The message.</param>
    public abstract void Say(OutgoingMessage message);

    /// <summary>Waits, before the turn, for what the turn needs to know; the visitor waits meanwhile.</summary>
    /// <param name="call">Ends by itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the call has ended, however it did.</returns>
    public virtual async ValueTask HoldUpAsync(Task call, CancellationToken cancellationToken) =>
        await call.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Says that no intent was good enough for a message, so that its bot can be taught.</summary>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="understood">What was understood.</param>
    public virtual void NotUnderstood(string text, Understood understood)
    {
        // Only hosts that keep such messages have something to do.
    }

    /// <summary>Appends to the journal; stored with the next commit.</summary>
    /// <param name="entry">The entry.</param>
    public abstract void Journal(JournalEntry entry);

    /// <summary>Appends to the journal, for hosts that also show what the flow remembers at that moment.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="run">The run, to be read at once and not kept.</param>
    /// <param name="data">The frame that holds the variables and outputs the node sees, to be read at once and not kept.</param>
    public virtual void Journal(JournalEntry entry, RunState run, FrameState data) => Journal(entry);

    /// <summary>An answer that somebody made up, with which a flow is tested in place of a call.</summary>
    /// <param name="flowId">Flow of the node.</param>
    /// <param name="nodeId">The node that would call.</param>
    /// <returns>The answer; null to make the call.</returns>
    public virtual CallResult? FindMadeUpAnswer(string flowId, string nodeId) => null;

    /// <summary>Puts the conversation into the waiting list of the agents; stored with the next commit.</summary>
    /// <param name="handoff">Why and for whom.</param>
    public abstract void HandOff(HandoffRequest handoff);

    /// <summary>Tells other runs and flows that something happened; stored with the next commit, delivered once.</summary>
    /// <param name="emitted">What happened.</param>
    public virtual void Emit(EmittedEvent emitted) => throw Without("events");

    /// <summary>Answers the request that started the run; stored with the next commit.</summary>
    /// <param name="runId">The run that answers.</param>
    /// <param name="response">The answer.</param>
    public virtual void Respond(string runId, FlowResponse response) => throw Without("answers");

    /// <summary>Reads the key-value store; changes of this turn are seen.</summary>
    /// <param name="scope">Who shares the value.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; undefined when there is none or it has expired.</returns>
    public virtual ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken) =>
        throw Without("a store");

    /// <summary>Changes the key-value store with the next commit.</summary>
    /// <param name="change">The change.</param>
    public virtual void WriteStore(StoreChange change) => throw Without("a store");

    /// <summary>Looks up a journaled effect of this run.</summary>
    /// <param name="effectKey">Key of the call.</param>
    /// <returns>The record; null when the call was never started.</returns>
    public abstract EffectRecord? FindEffect(string effectKey);

    /// <summary>Commits, before a write is sent, that it will be, with the state and all messages so far.</summary>
    /// <param name="effectKey">Key of the call.</param>
    /// <param name="state">The run as it stands.</param>
    /// <param name="cancellationToken">Gives up; nothing was committed then.</param>
    /// <returns>When it is safe to send.</returns>
    public abstract ValueTask StartEffectAsync(string effectKey, RunState state, CancellationToken cancellationToken);

    /// <summary>Commits the result of a write, with the state so far.</summary>
    /// <param name="effectKey">Key of the call.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="state">The run as it stands, still at the calling node.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the result can no longer be lost.</returns>
    public abstract ValueTask SettleEffectAsync(
        string effectKey,
        CallResult result,
        RunState state,
        CancellationToken cancellationToken
    );

    /// <summary>Waits for a call as long as the turn's call budget lasts.</summary>
    /// <param name="call">The running call.</param>
    /// <param name="cancellationToken">The turn's token.</param>
    /// <returns>True when the call has ended; false when the turn must go on without it.</returns>
    public abstract ValueTask<bool> WaitAsync(Task call, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over a call that outlived the turn, one of possibly several. Its result comes back as <see cref="TurnInput.JobSettled"/>.
    /// The interpreter suspends the frame on <see cref="Bookmark.Job"/> right after.
    /// </summary>
    /// <param name="job">What runs, in a form that survives a restart.</param>
    /// <param name="call">The call in progress.</param>
    public abstract void Detach(DetachedCall job, Task<CallResult> call);

    /// <summary>Token for a call: it outlives the turn and ends with the process or the call's own deadline.</summary>
    /// <param name="effectKey">Key of the call.</param>
    /// <returns>A token of its own, as the call may go on while others end.</returns>
    public abstract CancellationToken CallTokenFor(string effectKey);

    private NotSupportedException Without(string what) => new($"{GetType().Name} is a host without {what}.");
}

/// <summary>The conversation as expressions see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Channel">Key of the channel, for example <c>directline</c>; <c>test</c> in the simulator.</param>
/// <param name="Language">BCP 47 tag of the language spoken.</param>
/// <param name="ContactId">Who talks: the verified id of the visitor, or one of ours.</param>
/// <param name="ContactName">Name given for the visitor; null when unknown.</param>
/// <param name="TimeZone">IANA id of the visitor's time zone; null when unknown.</param>
public sealed record ConversationInfo(string Id, string Channel, string Language, string ContactId, string? ContactName, string? TimeZone = null);

/// <summary>A wish for a human agent.</summary>
/// <param name="Reason">Why, for the agent.</param>
/// <param name="RunId">Run that asked.</param>
/// <param name="Queue">Team or skill that is wanted; null for any agent.</param>
public sealed record HandoffRequest(string Reason, string RunId, string? Queue = null);

/// <summary>A journaled effect.</summary>
/// <param name="EffectKey">Key of the call: <c>runId/frame path/node id/visit</c>.</param>
/// <param name="Result">Its result; null when it was started and never settled.</param>
public sealed record EffectRecord(string EffectKey, CallResult? Result);

/// <summary>A call that goes on after its turn, so that it can be taken up again after a restart.</summary>
/// <param name="RunId">The run that waits for it.</param>
/// <param name="EffectKey">Key of the call.</param>
/// <param name="FlowId">Flow of the node.</param>
/// <param name="NodeId">The node that calls.</param>
/// <param name="Effect">A read may be repeated; a write only where the other side honours the key.</param>
/// <param name="Idempotent">True when the other side honours the key.</param>
public sealed record DetachedCall(
    string RunId,
    string EffectKey,
    string FlowId,
    string NodeId,
    Nodes.EffectKind Effect,
    bool Idempotent
);
