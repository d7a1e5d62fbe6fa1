using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>What a node that opens frames remembers between them. Part of the run's snapshot.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LoopState), "loop")]
[JsonDerivedType(typeof(ParallelState), "parallel")]
[JsonDerivedType(typeof(TryState), "try")]
public abstract class StructureState
{
    private protected StructureState() { }
}

/// <summary>A loop in progress.</summary>
public sealed class LoopState : StructureState
{
    /// <summary>The list it goes through; undefined for a loop that counts or has a condition.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Items { get; init; }

    /// <summary>Iterations to make in all; unknown (largest number) for a loop with a condition.</summary>
    public int Count { get; init; }

    /// <summary>Number of the next iteration, from 0.</summary>
    public int Next { get; set; }

    /// <summary>Iterations that run at this moment.</summary>
    public int Open { get; set; }

    /// <summary>Iterations that failed and were let go.</summary>
    public int Failed { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>What the iterations gave, by number, null where one has not ended well; null when nothing is collected.</summary>
    public IList<JsonElement>? Results { get; init; }

    /// <summary>What rounds beside each other have changed so far, by variable; set when the loop is done. Null until one has changed any.</summary>
    public Dictionary<string, RoundChange>? Changes { get; set; }

    /// <summary>The first errors that were let go.</summary>
    public List<IterationError>? Errors { get; set; }
}

/// <summary>What a round has made of a variable.</summary>
/// <param name="Index">Number of the round, from 0.</param>
/// <param name="Value">The value.</param>
public sealed record RoundChange(int Index, JsonElement Value);

/// <summary>An iteration that failed and was let go.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Error">What happened.</param>
public sealed record IterationError(int Index, NodeError Error);

/// <summary>Parallel branches in progress, and at their join what became of them.</summary>
public sealed class ParallelState : StructureState
{
    /// <summary>Branches that have ended, in the order in which they did.</summary>
    public List<BranchEnd> Ended { get; init; } = [];

    /// <summary>How many were started.</summary>
    public int Started { get; set; }

    /// <summary>Port by which the join leaves; null before the branches are joined.</summary>
    public string? JoinedBy { get; set; }

    /// <summary>Why the join fails; null when it does not.</summary>
    public NodeError? Error { get; set; }
}

/// <summary>A branch that has ended.</summary>
/// <param name="Branch">Its name.</param>
/// <param name="Changes">Variables that it changed, by name; null for none.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record BranchEnd(string Branch, IReadOnlyDictionary<string, JsonElement>? Changes, NodeError? Error);

/// <summary>A try scope in progress.</summary>
public sealed class TryState : StructureState
{
    /// <summary>Part that runs.</summary>
    public TryPhase Phase { get; set; }

    /// <summary>The error that is passed on once the last part has ended; null for none.</summary>
    public NodeError? Error { get; set; }

    /// <summary>True when a break out of the enclosing loop goes on once the last part has ended.</summary>
    public bool Breaks { get; set; }
}

/// <summary>Part of a try scope.</summary>
public enum TryPhase
{
    /// <summary>The nodes that are tried.</summary>
    Body,

    /// <summary>Undoing what was done, the latest first.</summary>
    Compensating,

    /// <summary>Handling the error.</summary>
    Catch,

    /// <summary>What is done in any case.</summary>
    Finally,
}

/// <summary>A node that has completed and can be undone.</summary>
/// <param name="Scope">Id of the frame of the innermost try body around it.</param>
/// <param name="FlowId">Its flow.</param>
/// <param name="NodeId">The node that completed.</param>
/// <param name="By">The compensation.</param>
/// <param name="Output">The node's output; undefined for none.</param>
/// <param name="Variables">Values by variable name at that time.</param>
public sealed record CompletedStep(
    int Scope,
    string FlowId,
    string NodeId,
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Output,
    IReadOnlyDictionary<string, JsonElement> Variables
);
