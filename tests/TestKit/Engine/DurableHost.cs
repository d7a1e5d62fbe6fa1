using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Running;

namespace TestKit.Engine;

/// <summary>Thrown by <see cref="DurableHost"/> where a test pulls the plug.</summary>
public sealed class PlugPulledException : Exception
{
    public PlugPulledException() { }

    public PlugPulledException(string message)
        : base(message) { }

    public PlugPulledException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>What a store holds after commits; survives the host.</summary>
public sealed class CommittedTurns
{
    public string? State { get; set; }

    public Dictionary<string, string?> Effects { get; } = [];

    public List<string> Said { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    public string? Handoff { get; set; }

    public RunState? Read() => State is null ? null : JsonSerializer.Deserialize(State, RunJson.Default.RunState);
}

/// <summary>Hosts one turn over a store that keeps only what was committed, as JSON, and fails where a test says.</summary>
public sealed class DurableHost(CommittedTurns store, DateTimeOffset now) : TurnHost
{
    private readonly List<string> _said = [];
    private readonly List<JournalEntry> _journal = [];
    private string? _handoff;

    public bool CrashBeforeStart { get; init; }

    public bool CrashAfterStart { get; init; }

    public bool CrashBeforeSettle { get; init; }

    public bool CrashAfterSettle { get; init; }

    /// <summary>False makes every unfinished call outlive the turn.</summary>
    public bool HasBudget { get; init; } = true;

    public (DetachedCall Job, Task<CallResult> Call)? Detached { get; private set; }

    public override ConversationInfo Conversation { get; } = new("c1", "test", "en", "visitor", "Vera");

    public override DateTimeOffset Now => now;

    public override int RandomSeed => 1;

    public override IConnectionSource Connections { get; } = new NoConnections();

    public override CancellationToken CallTokenFor(string effectKey) => CancellationToken.None;

    /// <summary>Commits the end of a turn.</summary>
    public void Commit(TurnOutcome outcome) => Commit(outcome.Run);

    public override void Say(OutgoingMessage message) => _said.Add(message.Text);

    public override void Journal(JournalEntry entry) => _journal.Add(entry);

    public override void HandOff(HandoffRequest handoff) => _handoff = handoff.Reason;

    public override EffectRecord? FindEffect(string effectKey) =>
        store.Effects.TryGetValue(effectKey, out var result)
            ? new EffectRecord(
                effectKey,
                result is null ? null : JsonSerializer.Deserialize(result, RunJson.Default.CallResult)
            )
            : null;

    public override ValueTask StartEffectAsync(string effectKey, RunState state, CancellationToken cancellationToken)
    {
        PullPlug(CrashBeforeStart);
        store.Effects.Add(effectKey, null);
        Commit(state);
        PullPlug(CrashAfterStart);
        return ValueTask.CompletedTask;
    }

    public override ValueTask SettleEffectAsync(
        string effectKey,
        CallResult result,
        RunState state,
        CancellationToken cancellationToken
    )
    {
        PullPlug(CrashBeforeSettle);
        store.Effects[effectKey] = JsonSerializer.Serialize(result, RunJson.Default.CallResult);
        Commit(state);
        PullPlug(CrashAfterSettle);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<bool> WaitAsync(Task call, CancellationToken cancellationToken)
    {
        if (HasBudget)
        {
            await call.WaitAsync(cancellationToken);
        }

        return call.IsCompleted;
    }

    public override void Detach(DetachedCall job, Task<CallResult> call) => Detached = (job, call);

    private static void PullPlug(bool now)
    {
        if (now)
        {
            throw new PlugPulledException();
        }
    }

    private void Commit(RunState? state)
    {
        store.State = state is null ? null : JsonSerializer.Serialize(state, RunJson.Default.RunState);
        store.Said.AddRange(_said);
        store.Journal.AddRange(_journal);
        store.Handoff = _handoff ?? store.Handoff;
        _said.Clear();
        _journal.Clear();
    }
}
