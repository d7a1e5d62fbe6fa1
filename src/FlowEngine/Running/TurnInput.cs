using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Understanding.SecondOpinions;

namespace FlowEngine.Running;

/// <summary>What a turn reacts to: one inbox item. A closed set; serialized into the inbox.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(TimerFired), "timer")]
[JsonDerivedType(typeof(JobSettled), "job")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Triggered), "triggered")]
[JsonDerivedType(typeof(EventArrived), "event")]
[JsonDerivedType(typeof(Continue), "continue")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(CameBack), "cameBack")]
public abstract record TurnInput
{
    private TurnInput() { }

    /// <summary>Trace that the input belongs to, as W3C <c>traceparent</c>; null for none. The turn goes on with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>The conversation was opened; runs <c>trigger.start</c> where the bot has one.</summary>
    public sealed record Started : TurnInput;

    /// <summary>The visitor wrote or pressed a button.</summary>
    /// <param name="Text">What was written, as it came; never evaluated.</param>
    /// <param name="Value">Value of the pressed button or submitted card; undefined for none.</param>
    /// <param name="Files">Files that were sent with it, at most <see cref="VisitorFile.Maximum"/>; null for none.</param>
    public sealed record Message(
        string Text,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Value = default,
        IReadOnlyList<VisitorFile>? Files = null
    ) : TurnInput
    {
        /// <summary>What another system made of it; null when nobody was asked.</summary>
        public SecondOpinion? Opinion { get; init; }
    }

    /// <summary>A timer of a waiting run is due.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Ticket">Number of the bookmark that is due, so that a late timer is recognised and dropped; 0 for the run's own limit.</param>
    public sealed record TimerFired(string RunId, int Ticket) : TurnInput;

    /// <summary>A call that outlived its turn has a result.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="EffectKey">Key of the call.</param>
    /// <param name="Result">What came of it.</param>
    public sealed record JobSettled(string RunId, string EffectKey, CallResult Result) : TurnInput;

    /// <summary>An agent gave the conversation back to the bot.</summary>
    public sealed record Returned : TurnInput;

    /// <summary>Something other than a visitor starts a run: a schedule, an event, a webhook.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="NodeId">Its trigger.</param>
    /// <param name="Event">What happened, read by expressions as <c>event</c>; undefined for nothing.</param>
    public sealed record Triggered(
        string FlowId,
        string NodeId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Event = default
    ) : TurnInput;

    /// <summary>An event that a run waits for has happened.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Ticket">Number of the bookmark that waits for it.</param>
    /// <param name="Event">The event.</param>
    public sealed record EventArrived(string RunId, int Ticket, EmittedEvent Event) : TurnInput;

    /// <summary>A run that was cut into time slices goes on.</summary>
    /// <param name="RunId">The run.</param>
    public sealed record Continue(string RunId) : TurnInput;

    /// <summary>A person ends a run.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Reason">Why, for the journal.</param>
    public sealed record Cancel(string RunId, string Reason) : TurnInput;

    /// <summary>A flow that had interrupted a question has ended; given to the node that asked, never put into an inbox.</summary>
    /// <param name="FlowId">The flow that interrupted.</param>
    public sealed record CameBack(string FlowId) : TurnInput;
}

/// <summary>The result of a call in a form that survives a restart.</summary>
/// <param name="Port">Port the node leaves by; null when it failed.</param>
/// <param name="Output">Its output; undefined for none.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Variables">Variables that the node set, by name; null for none.</param>
public sealed record CallResult(
    string? Port,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Output,
    NodeError? Error,
    IReadOnlyDictionary<string, JsonElement>? Variables = null
);
