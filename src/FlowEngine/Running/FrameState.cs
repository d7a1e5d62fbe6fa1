using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Compilation;

namespace FlowEngine.Running;

/// <summary>One line of work inside a run: a flow, or a part of one that a loop, a branch or a try scope has opened.</summary>
public sealed class FrameState
{
    /// <summary>Number of the frame, unique in its run, from 1.</summary>
    public int Id { get; init; }

    /// <summary>The frame whose node opened this one; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Parent { get; set; }

    /// <summary>Where it was opened: node, its visit and port, for example <c>each.1:item</c>; null for a whole run.</summary>
    public string? From { get; set; }

    /// <summary>What the frame is for its parent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FrameRole Role { get; init; }

    /// <summary>Flow of the pinned bot version.</summary>
    public required string FlowId { get; init; }

    /// <summary>Node that runs or waits.</summary>
    public required string NodeId { get; set; }

    /// <summary>Port of the parent's node that the frame came from; null for a whole flow.</summary>
    public string? Part { get; init; }

    /// <summary>Node at which a branch ends that nobody waits for any more; null for none.</summary>
    public string? StopsAt { get; set; }

    /// <summary>Number of the iteration, from 0, read by expressions as <c>index</c>; null outside loops.</summary>
    public int? Index { get; set; }

    /// <summary>The item of the iteration, read by expressions as <c>item</c>; undefined outside loops.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Item { get; set; }

    /// <summary>What the frame waits for; null while it runs.</summary>
    public Bookmark? Bookmark { get; set; }

    /// <summary>What the node remembers of the frames it has opened; null for none.</summary>
    public StructureState? Structure { get; set; }

    /// <summary>Failed attempts of the node so far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FailedAttempts { get; set; }

    /// <summary>The question that was answered last, as long as its answer can be taken back; null for none.</summary>
    public AnsweredQuestion? Answered { get; set; }

    /// <summary>The error that the flow's own error trigger is handling; null for none.</summary>
    public HandledError? Handling { get; set; }

    /// <summary>Values by variable name, of frames that have their own; what a branch changes stays here until it is joined.</summary>
    public Dictionary<string, JsonElement> Variables { get; init; } = [];

    /// <summary>How often each node was entered, or asked again, in this frame, by node id.</summary>
    public Dictionary<string, int> Visits { get; init; } = [];

    /// <summary>Latest outputs by node id, only of nodes that some expression reads; at most 256 kB each.</summary>
    public Dictionary<string, JsonElement> Outputs { get; init; } = [];

    /// <summary>Latest errors by node id, only of nodes whose error some expression reads.</summary>
    public Dictionary<string, NodeError> Errors { get; init; } = [];

    /// <summary>True when it has variables, outputs and errors of its own, false when it works on those of its parent.</summary>
    [JsonIgnore]
    internal bool HasOwnData => Role != FrameRole.Part;

    /// <summary>True when names that it does not know are looked up in its parent.</summary>
    [JsonIgnore]
    internal bool SeesParent => Role is FrameRole.Part or FrameRole.Branch;

    [JsonIgnore]
    internal FlowProgram? Flow { get; set; }

    [JsonIgnore]
    internal int NodeIndex { get; set; } = -1;

    /// <summary>Visits by node index while a turn runs; written into <see cref="Visits"/> before the frame is stored.</summary>
    [JsonIgnore]
    internal int[]? Counts { get; set; }

    /// <summary>True while a call of the node is under way in this turn.</summary>
    [JsonIgnore]
    internal bool IsCalling { get; set; }

    /// <summary>What woke the node; null when it is entered.</summary>
    [JsonIgnore]
    internal TurnInput? Resumed { get; set; }

    [JsonIgnore]
    internal JsonElement ResumedState { get; set; }
}

/// <summary>A question whose answer a visitor may take back at the next one.</summary>
/// <param name="NodeId">The node that asked.</param>
/// <param name="State">What it goes on with; undefined for nothing.</param>
/// <param name="Value">The answer, where it is a short one; else undefined.</param>
public sealed record AnsweredQuestion(
    string NodeId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement State = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Value = default
);

/// <summary>An error that a flow handles itself.</summary>
/// <param name="NodeId">Node that failed.</param>
/// <param name="Error">What happened.</param>
public sealed record HandledError(string NodeId, NodeError Error);

/// <summary>What a frame is for the frame that opened it.</summary>
public enum FrameRole
{
    /// <summary>The flow that the run began with.</summary>
    Root,

    /// <summary>A part that works on its parent's variables: a loop's body, a part of a try scope.</summary>
    Part,

    /// <summary>A part that runs beside others on its own copy: a parallel branch, an iteration beside others.</summary>
    Branch,

    /// <summary>A called flow.</summary>
    Call,

    /// <summary>The undoing of a node, with the variables of the time when that node had completed.</summary>
    Compensation,

    /// <summary>A flow that interrupted a question of its parent.</summary>
    Interruption,

    /// <summary>A flow that answers a message while the run waits for something else.</summary>
    Side,
}
