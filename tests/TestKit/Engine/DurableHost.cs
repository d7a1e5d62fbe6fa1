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

    public List<EmittedEvent> Emitted { get; } = [];

    public List<FlowResponse> Responses { get; } = [];

    /// <summary>The key-value store, values as JSON.</summary>
    public SortedDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Input of the turn that has not been committed to its end, as JSON; for tests that replay it.</summary>
    public string? Pending { get; set; }

    /// <summary>Variables of each run that has ended, as they were then.</summary>
    public List<IReadOnlyDictionary<string, JsonElement>> Ended { get; } = [];

    public RunState? Read() => State is null ? null : JsonSerializer.Deserialize(State, RunJson.Default.RunState);
}

/// <summary>Hosts one turn over a store that keeps only what was committed, as JSON, and fails where a test says.</summary>
public sealed class DurableHost(CommittedTurns store, DateTimeOffset now) : TurnHost
{
    private readonly List<string> _said = [];
    private readonly List<JournalEntry> _journal = [];
    private readonly List<EmittedEvent> _emitted = [];
    private readonly List<FlowResponse> _responses = [];
    private readonly List<StoreChange> _changes = [];
    private string? _handoff;

    public bool CrashBeforeStart { get; init; }

    public bool CrashAfterStart { get; init; }

    public bool CrashBeforeSettle { get; init; }

    public bool CrashAfterSettle { get; init; }

    /// <summary>False makes every unfinished call outlive the turn.</summary>
    public bool HasBudget { get; init; } = true;

    /// <summary>Counts every interaction, and pulls the plug at one of them.</summary>
    public Plug? Plug { get; init; }

    /// <summary>Lets the other side answer one call; false when it will not within this turn. Null when it answers by itself.</summary>
    public Func<bool>? LetAnswer { get; init; }

    /// <summary>The call that outlived the turn, the latest of several.</summary>
    public (DetachedCall Job, Task<CallResult> Call)? Detached => DetachedCalls is [.., var latest] ? latest : null;

    public List<(DetachedCall Job, Task<CallResult> Call)> DetachedCalls { get; } = [];

    /// <summary>What the next commit will add to the journal.</summary>
    public IReadOnlyList<JournalEntry> Uncommitted => _journal;

    public override ConversationInfo Conversation { get; } = new("c1", "test", "en", "visitor", "Vera");

    public override DateTimeOffset Now => now;

    public override int RandomSeed => 1;

    public override IConnectionSource Connections { get; } = new NoConnections();

    public override CancellationToken CallTokenFor(string effectKey) => Plug?.Token ?? CancellationToken.None;

    /// <summary>Commits the end of a turn, which takes its input.</summary>
    public void Commit(TurnOutcome outcome)
    {
        Plug?.Pass("commit");
        if (outcome is { Run.HasEnded: true, LastFrame: { } frame })
        {
            store.Ended.Add(frame.Variables);
        }

        store.Pending = null;
        Commit(outcome.Run);
        Plug?.Pass("committed");
    }

    public override void Say(OutgoingMessage message)
    {
        Plug?.Pass("say");
        _said.Add(message.Text);
    }

    public override void Journal(JournalEntry entry)
    {
        Plug?.Pass($"journal {entry.Kind} {entry.NodeId}");
        _journal.Add(entry);
    }

    public override void HandOff(HandoffRequest handoff)
    {
        Plug?.Pass("hand off");
        _handoff = handoff.Reason;
    }

    public override void Emit(EmittedEvent emitted)
    {
        Plug?.Pass("emit");
        _emitted.Add(emitted);
    }

    public override void Respond(string runId, FlowResponse response)
    {
        Plug?.Pass("respond");
        _responses.Add(response);
    }

    public override ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken)
    {
        Plug?.Pass("read store");
        var values = new Dictionary<string, string>(store.Values);
        _changes.ForEach(change => Make(change, values));
        return new(values.TryGetValue($"{scope}/{key}", out var value) ? JsonElement.Parse(value) : default);
    }

    public override void WriteStore(StoreChange change)
    {
        Plug?.Pass("write store");
        _changes.Add(change);
    }

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
        Plug?.Pass("start effect");
        store.Effects.Add(effectKey, null);
        Commit(state);
        PullPlug(CrashAfterStart);
        Plug?.Pass("effect started");
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
        Plug?.Pass("settle effect");
        store.Effects[effectKey] = JsonSerializer.Serialize(result, RunJson.Default.CallResult);
        Commit(state);
        PullPlug(CrashAfterSettle);
        Plug?.Pass("effect settled");
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<bool> WaitAsync(Task call, CancellationToken cancellationToken)
    {
        Plug?.Pass("wait");
        if (HasBudget && (call.IsCompleted || LetAnswer?.Invoke() != false))
        {
            await call.WaitAsync(cancellationToken);
        }

        return call.IsCompleted;
    }

    public override void Detach(DetachedCall job, Task<CallResult> call)
    {
        Plug?.Pass("detach");
        DetachedCalls.Add((job, call));
    }

    private static void PullPlug(bool now)
    {
        if (now)
        {
            throw new PlugPulledException();
        }
    }

    private static void Make(StoreChange change, IDictionary<string, string> values)
    {
        var key = $"{change.Scope}/{change.Key}";
        if (change.Add is { } add)
        {
            var before = values.TryGetValue(key, out var value) ? JsonElement.Parse(value).GetDouble() : 0;
            values[key] = JsonSerializer.Serialize(before + add);
        }
        else if (change.Value.ValueKind == JsonValueKind.Undefined)
        {
            values.Remove(key);
        }
        else
        {
            values[key] = change.Value.GetRawText();
        }
    }

    private void Commit(RunState? state)
    {
        store.State = state is null ? null : JsonSerializer.Serialize(state, RunJson.Default.RunState);
        store.Said.AddRange(_said);
        store.Journal.AddRange(_journal);
        store.Emitted.AddRange(_emitted);
        store.Responses.AddRange(_responses);
        _changes.ForEach(change => Make(change, store.Values));
        store.Handoff = _handoff ?? store.Handoff;
        _said.Clear();
        _journal.Clear();
        _emitted.Clear();
        _responses.Clear();
        _changes.Clear();
    }
}
