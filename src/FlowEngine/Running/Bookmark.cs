using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>Where and for what a waiting run resumes. Part of the run's snapshot.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Input), "input")]
[JsonDerivedType(typeof(Timer), "timer")]
[JsonDerivedType(typeof(Job), "job")]
public abstract record Bookmark
{
    private Bookmark() { }

    /// <summary>Waits for the visitor's next message.</summary>
    /// <param name="State">What the node wants back when it resumes; undefined for nothing.</param>
    public sealed record Input(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement State = default
    ) : Bookmark;

    /// <summary>Waits until a point in time.</summary>
    /// <param name="DueAt">When, in UTC.</param>
    /// <param name="State">What the node wants back when it resumes; undefined for nothing.</param>
    public sealed record Timer(
        DateTimeOffset DueAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement State = default
    ) : Bookmark;

    /// <summary>Waits for a call that outlived its turn; made by the interpreter, never by a node.</summary>
    /// <param name="EffectKey">Key of the call.</param>
    public sealed record Job(string EffectKey) : Bookmark;
}
