using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>Where and for what a waiting frame resumes. Part of the run's snapshot.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Input), "input")]
[JsonDerivedType(typeof(Timer), "timer")]
[JsonDerivedType(typeof(Event), "event")]
[JsonDerivedType(typeof(Job), "job")]
[JsonDerivedType(typeof(Retry), "retry")]
[JsonDerivedType(typeof(Children), "children")]
[JsonDerivedType(typeof(Floor), "floor")]
[JsonDerivedType(typeof(Interrupted), "interrupted")]
public abstract record Bookmark
{
    private Bookmark() { }

    /// <summary>Number of the bookmark, unique in its run, so that late news for an earlier one are recognised; given by the interpreter.</summary>
    public int Ticket { get; init; }

    /// <summary>When it is met even if nothing comes, UTC; null for never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>True when the node fails with <c>node.timeout</c> once it is due; false when it resumes with <see cref="TurnInput.TimerFired"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FailsWhenDue { get; init; }

    /// <summary>What the node gets back when it resumes.</summary>
    internal virtual JsonElement StateOfNode => default;

    /// <summary>Waits until a point in time.</summary>
    /// <param name="dueAt">When, in UTC.</param>
    /// <param name="state">What the node wants back when it resumes; undefined for nothing.</param>
    /// <returns>The bookmark.</returns>
    public static Timer Until(DateTimeOffset dueAt, JsonElement state = default) => new(state) { DueAt = dueAt };

    /// <summary>Waits for the visitor's next message.</summary>
    /// <param name="State">What the node wants back when it resumes; undefined for nothing.</param>
    public sealed record Input(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement State = default
    ) : Bookmark
    {
        internal override JsonElement StateOfNode => State;
    }

    /// <summary>Waits until it is due; made by <see cref="Until"/>.</summary>
    /// <param name="State">What the node wants back when it resumes; undefined for nothing.</param>
    public sealed record Timer(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement State = default
    ) : Bookmark
    {
        internal override JsonElement StateOfNode => State;
    }

    /// <summary>Waits for an event.</summary>
    /// <param name="Name">Name of the event.</param>
    /// <param name="Correlation">Which one; null takes any event of the name.</param>
    /// <param name="State">What the node wants back when it resumes; undefined for nothing.</param>
    public sealed record Event(
        string Name,
        string? Correlation = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement State = default
    ) : Bookmark
    {
        internal override JsonElement StateOfNode => State;
    }

    /// <summary>Waits for a call that outlived its turn; made by the interpreter, never by a node.</summary>
    /// <param name="EffectKey">Key of the call.</param>
    public sealed record Job(string EffectKey) : Bookmark;

    /// <summary>Waits before the next attempt; made by the interpreter.</summary>
    public sealed record Retry : Bookmark;

    /// <summary>Waits for the frames that the node has opened; made by the interpreter.</summary>
    public sealed record Children : Bookmark;

    /// <summary>Waits until another branch has its answer from the visitor; made by the interpreter.</summary>
    public sealed record Floor : Bookmark;

    /// <summary>Waits for the flow that interrupted the node; made by the interpreter.</summary>
    /// <param name="State">What the node gets back when it resumes.</param>
    public sealed record Interrupted(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement State = default
    ) : Bookmark
    {
        internal override JsonElement StateOfNode => State;
    }
}
