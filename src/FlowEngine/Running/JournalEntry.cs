using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>One line of a run's append-only record. Secrets are redacted by value before it is stored or shown.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="RunId">The run.</param>
/// <param name="FlowId">Flow of the frame.</param>
/// <param name="NodeId">Node concerned; empty for events of the whole run.</param>
/// <param name="Visit">Visit of the node, from 1; 0 for events of the whole run.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Port">Port left by; null when none.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
/// <param name="Data">Output, input or detail for the reader; undefined for none; at most 16 kB.</param>
/// <param name="DurationMilliseconds">How long the node took. Unit: milliseconds; null when not measured.</param>
/// <param name="Frame">
/// Path of the branch, round or called flow it happened in, for example <c>order-status/each.1:item[2]</c>; null for the
/// flow that the run began with.
/// </param>
public readonly record struct JournalEntry(
    JournalKind Kind,
    string RunId,
    string FlowId,
    string NodeId,
    int Visit,
    DateTimeOffset At,
    string? Port = null,
    NodeError? Error = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Data = default,
    double? DurationMilliseconds = null,
    string? Frame = null
)
{
    /// <summary>Largest <see cref="Data"/>; larger values are left out. Unit: bytes of JSON.</summary>
    public const int MaximumDataBytes = 16 * 1024;
}

/// <summary>What a journal entry tells. Stored as its number: a new kind is added at the end.</summary>
public enum JournalKind
{
    /// <summary>A run began at a trigger.</summary>
    RunStarted,

    /// <summary>A node that can wait or call was entered; written before it starts.</summary>
    NodeStarted,

    /// <summary>A node left by a port.</summary>
    NodeCompleted,

    /// <summary>A node failed; <see cref="JournalEntry.Port"/> tells whether <c>error</c> was linked.</summary>
    NodeFailed,

    /// <summary>The run waits at a node.</summary>
    RunSuspended,

    /// <summary>The run goes on at a node.</summary>
    RunResumed,

    /// <summary>A node failed and is tried again later; the entry tells the error.</summary>
    NodeRetried,

    /// <summary>A loop, a parallel, a try scope or a call has opened a part; <see cref="JournalEntry.Port"/> names it.</summary>
    PartStarted,

    /// <summary>A part has ended; with the error that left it, if one did.</summary>
    PartEnded,

    /// <summary>A part was stopped because nobody waits for it any more.</summary>
    PartCancelled,

    /// <summary>A part that lost a race goes on by itself.</summary>
    PartDetached,

    /// <summary>A message pushed another flow on top of the node that asked.</summary>
    Interrupted,

    /// <summary>The flow that interrupted has ended, and the node that asked goes on.</summary>
    CameBack,

    /// <summary>A message is answered by a flow beside what the run waits for.</summary>
    SideStarted,

    /// <summary>A long run let others have their turn.</summary>
    RunSliced,

    /// <summary>A write is about to be sent.</summary>
    EffectStarted,

    /// <summary>A write has a result.</summary>
    EffectSettled,

    /// <summary>A person moved the waiting run to another version of its bot.</summary>
    RunMoved,

    /// <summary>The run reached its end.</summary>
    RunCompleted,

    /// <summary>The run failed with an error nobody handled.</summary>
    RunFailed,

    /// <summary>The run was ended by a person or a newer run.</summary>
    RunCancelled,

    /// <summary>A node wrote a line; <see cref="JournalNote"/> reads it from <see cref="JournalEntry.Data"/>.</summary>
    NodeNoted,

    /// <summary>A visitor gave a command; <see cref="JournalEntry.Data"/> names it.</summary>
    Commanded,

    /// <summary>A message was not understood: <c>{ "text": "…", "step": "rephrase" }</c>.</summary>
    NotUnderstood,

    /// <summary>The bot asked which of several intents is meant: their scores by id.</summary>
    Clarified,

    /// <summary>A visitor took back the answer to the question before; <see cref="JournalEntry.Data"/> names its node.</summary>
    Corrected,

    /// <summary>
    /// Another system was asked what the message means: <c>{ "intent": "orderStatus", "score": 0.9 }</c>, an intent of null for none, or
    /// <c>{ "problem": "…" }</c> where its answer does not count.
    /// </summary>
    SecondOpinion,
}
