using FlowEngine.Running;

namespace FlowRuntime.Dispatch;

/// <summary>What a turn has brought about since its last commit.</summary>
internal sealed class TurnChanges
{
    public List<OutgoingMessage> Messages { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    public List<DetachedCall> Detached { get; } = [];

    public List<EmittedEvent> Emitted { get; } = [];

    public List<(string RunId, FlowResponse Response)> Responses { get; } = [];

    public List<StoreChange> Stored { get; } = [];

    public HandoffRequest? Handoff { get; set; }

    /// <summary>Why the turn ended without an outcome, so that its runs failed; null when it did not.</summary>
    public NodeError? Fault { get; set; }

    /// <summary>A write that is about to be sent; null for none.</summary>
    public string? EffectStarted { get; set; }

    /// <summary>A write that has a result; null for none.</summary>
    public (string Key, CallResult Result)? EffectSettled { get; set; }
}
