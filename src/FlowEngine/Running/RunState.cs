using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>
/// Everything a run needs to go on in any process: serialized to JSON and stored with every commit.
/// Nothing of a run stays on the .NET stack between turns. Owned by one turn at a time; not thread-safe.
/// </summary>
public sealed class RunState
{
    /// <summary>Unique id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Bot version the run is pinned to; 0 is the draft in a simulator.</summary>
    public required int BotVersion { get; init; }

    /// <summary>Open frames, the innermost last; empty once the run has ended.</summary>
    public List<FrameState> Frames { get; init; } = [];

    /// <summary>What the run waits for; null while it runs or has ended.</summary>
    public Bookmark? Bookmark { get; set; }

    /// <summary>Nodes executed so far, against the run's budget.</summary>
    public long Steps { get; set; }

    /// <summary>Where the run stands.</summary>
    public RunStatus Status { get; set; }

    /// <summary>Why it failed; null unless <see cref="Status"/> is failed.</summary>
    public NodeError? Error { get; set; }

    /// <summary>What started the run, read by expressions as <c>event</c>; undefined for a chat.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Event { get; set; }

    /// <summary>Latest message of the visitor, read by expressions as <c>input</c>; null when there was none yet.</summary>
    public VisitorInput? Input { get; set; }

    /// <summary>Values of the bot's own variables by name; carried over to the next run of the conversation.</summary>
    public Dictionary<string, JsonElement> Variables { get; init; } = [];

    /// <summary>Entities that were taken out of the message that started the run; each is given once.</summary>
    public List<string> TakenEntities { get; init; } = [];

    /// <summary>True once it has ended, in whatever way.</summary>
    [JsonIgnore]
    public bool HasEnded => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;
}

/// <summary>A message of the visitor as a run remembers it.</summary>
/// <param name="Text">What was written, as it came; never evaluated.</param>
/// <param name="Value">Value of the pressed button or submitted card; undefined for none.</param>
/// <param name="At">Time of the turn that took it, UTC; relative dates count from here.</param>
/// <param name="StartedRun">True when this message started the run.</param>
public sealed record VisitorInput(
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Value,
    DateTimeOffset At,
    bool StartedRun
);

/// <summary>One flow in progress inside a run.</summary>
public sealed class FrameState
{
    /// <summary>Flow of the pinned bot version.</summary>
    public required string FlowId { get; init; }

    /// <summary>Node that runs or waits.</summary>
    public required string NodeId { get; set; }

    /// <summary>Values by variable name.</summary>
    public Dictionary<string, JsonElement> Variables { get; init; } = [];

    /// <summary>How often each node was entered, or asked again, in this frame, by node id.</summary>
    public Dictionary<string, int> Visits { get; init; } = [];

    /// <summary>Latest outputs by node id, only of nodes that some expression reads; at most 256 kB each.</summary>
    public Dictionary<string, JsonElement> Outputs { get; init; } = [];

    /// <summary>Latest errors by node id, only of nodes whose error some expression reads.</summary>
    public Dictionary<string, NodeError> Errors { get; init; } = [];
}

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Between two steps.</summary>
    Running,

    /// <summary>Waits at its bookmark.</summary>
    Waiting,

    /// <summary>Reached its end.</summary>
    Completed,

    /// <summary>Failed with an error nobody handled.</summary>
    Failed,

    /// <summary>Ended by a person or by a newer run.</summary>
    Cancelled,
}
