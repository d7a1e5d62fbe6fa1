using System.Text.Json;

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
    public JsonElement Event { get; set; }
}

/// <summary>One flow in progress inside a run.</summary>
public sealed class FrameState
{
    /// <summary>Flow of the pinned bot version.</summary>
    public required string FlowId { get; init; }

    /// <summary>Node that runs or waits.</summary>
    public required string NodeId { get; set; }

    /// <summary>Values by variable name.</summary>
    public Dictionary<string, JsonElement> Variables { get; init; } = [];

    /// <summary>How often each node was entered in this frame, by node id.</summary>
    public Dictionary<string, int> Visits { get; init; } = [];

    /// <summary>Latest outputs by node id, only of nodes that some expression reads; at most 256 kB each.</summary>
    public Dictionary<string, JsonElement> Outputs { get; init; } = [];
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
