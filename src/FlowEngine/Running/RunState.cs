using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Understanding.SecondOpinions;

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

    /// <summary>Open frames, a tree by <see cref="FrameState.Parent"/>; empty once the run has ended.</summary>
    public List<FrameState> Frames { get; init; } = [];

    /// <summary>Number of the latest frame.</summary>
    public int LastFrame { get; set; }

    /// <summary>Number of the latest bookmark.</summary>
    public int LastTicket { get; set; }

    /// <summary>When the run began, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the run has lived long enough and fails with <c>run.timeout</c>, UTC; its timer has the ticket 0.</summary>
    public DateTimeOffset DueAt { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Since when it has been running without waiting, UTC; null while it waits.</summary>
    public DateTimeOffset? BusySince { get; set; }

    /// <summary>True when the turn was cut into a time slice: only <see cref="TurnInput.Continue"/> lets it go on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSliced { get; set; }

    /// <summary>Nodes inside open try scopes that can be undone, in the order in which they completed; null for none.</summary>
    public List<CompletedStep>? Undoable { get; set; }

    /// <summary>Nodes executed so far, against the run's budget.</summary>
    public long Steps { get; set; }

    /// <summary>How often a budget was used up; the second time ends the run whatever its flows say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int BudgetsUsedUp { get; set; }

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

    /// <summary>What the conversation remembers beside its runs; null for nothing.</summary>
    public DialogueState? Dialogue { get; set; }

    /// <summary>Trace of the latest turn, with which a call goes on after a restart; null where nobody traces.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; set; }

    /// <summary>True once it has ended, in whatever way.</summary>
    [JsonIgnore]
    public bool HasEnded => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    /// <summary>
    /// True when a message of the visitor would be taken now; false when it has to wait for a call, a repetition or the
    /// next time slice.
    /// </summary>
    [JsonIgnore]
    public bool TakesMessages =>
        HasEnded
        || (
            !IsSliced
            && (Frames.Exists(f => f.Bookmark is Bookmark.Input) || !Frames.Exists(f => f.Bookmark is Bookmark.Job or Bookmark.Retry))
        );

    /// <summary>The frame that waits with a bookmark of a number; null when it does not any more.</summary>
    internal FrameState? WaitingWith(int ticket) => Frames.Find(f => f.Bookmark is { } bookmark && bookmark.Ticket == ticket);

    /// <summary>The frame of a number; null when it has ended.</summary>
    internal FrameState? FindFrame(int id) => Frames.Find(f => f.Id == id);
}

/// <summary>A message of the visitor as a run remembers it.</summary>
/// <param name="Text">What was written, as it came; never evaluated.</param>
/// <param name="Value">Value of the pressed button or submitted card; undefined for none.</param>
/// <param name="At">Time of the turn that took it, UTC; relative dates count from here.</param>
/// <param name="StartedRun">True when this message started the run.</param>
/// <param name="Files">Files that were sent with it; null for none.</param>
public sealed record VisitorInput(
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Value,
    DateTimeOffset At,
    bool StartedRun,
    IReadOnlyList<VisitorFile>? Files = null
)
{
    /// <summary>What another system made of it; null when nobody was asked.</summary>
    public SecondOpinion? Opinion { get; init; }
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
