using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Running;
using FlowEngine.Testing.Mocking;

namespace FlowEngine.Testing;

/// <summary>Hosts the turns of a simulated conversation: "committed" means "remembered here".</summary>
internal sealed class SimulatedHost(
    SimulationRecord record,
    SimulationOptions options,
    IConnectionSource connections,
    TimeProvider time
) : TurnHost
{
    private readonly Dictionary<string, CallResult?> _effects = new(StringComparer.Ordinal);
    private readonly Dictionary<(StoreScope, string), (JsonElement Value, DateTimeOffset? ExpiresAt)> _store = [];
    private readonly List<(DetachedCall Job, Task<CallResult> Call)> _detached = [];
    private DateTimeOffset _now = time.GetUtcNow();
    private TimeSpan _ahead;
    private TimeSpan _budget;
    private CancellationToken _callToken;
    private int _turns;

    /// <summary>Why the agents have the conversation; null while the bot has it.</summary>
    public string? HandoffReason { get; set; }

    public override ConversationInfo Conversation => options.Conversation;

    public override DateTimeOffset Now => _now;

    public override int RandomSeed => options.RandomSeed is { } seed ? seed + _turns : _now.GetHashCode();

    public override IConnectionSource Connections => connections;

    public override JsonElement Environment => options.Environment;

    public override CancellationToken CallTokenFor(string effectKey) => _callToken;

    /// <summary>What time it is in the conversation, whose clock can be put forward.</summary>
    public DateTimeOffset Clock => time.GetUtcNow() + _ahead;

    /// <summary>Lets it be later; an earlier time changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset later)
    {
        if (time is VirtualClock clock)
        {
            clock.AdvanceTo(later);
        }
        else if (later > Clock)
        {
            _ahead += later - Clock;
        }
    }

    /// <summary>The conversation goes on with another run: nobody waits for calls any more, and the bot answers.</summary>
    public void Forget()
    {
        _detached.Clear();
        (HandoffReason, Response) = (null, null);
    }

    /// <summary>Fixes the clock and renews the budget for calls.</summary>
    public void BeginTurn(CancellationToken cancellationToken)
    {
        _now = Clock;
        _turns++;
        _budget = options.CallBudget;
        _callToken = cancellationToken;
    }

    /// <summary>A call that outlived its turn and has ended, or will; each is given once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The call that ended first; null when none is under way.</returns>
    public async ValueTask<(DetachedCall Job, CallResult Result)?> NextResultAsync(CancellationToken cancellationToken)
    {
        if (_detached.Count == 0)
        {
            return null;
        }

        var any = Task.WhenAny(_detached.Select(d => d.Call));
        if (time is VirtualClock clock)
        {
            await clock.RunUntilAsync(any, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }

        await any.WaitAsync(cancellationToken).ConfigureAwait(false);
        var ended = _detached.Find(d => d.Call.IsCompleted);
        _detached.Remove(ended);
        return (ended.Job, await ended.Call.ConfigureAwait(false));
    }

    public override async ValueTask HoldUpAsync(Task call, CancellationToken cancellationToken)
    {
        if (time is VirtualClock clock)
        {
            await clock.RunUntilAsync(call, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }

        await base.HoldUpAsync(call, cancellationToken).ConfigureAwait(false);
    }

    public override void Say(OutgoingMessage message) =>
        record.Add(new SimulatedMessage(FromVisitor: false, message.Text, message.Buttons ?? [], message.Attachments, message.Audience));

    public override void Journal(JournalEntry entry) => record.Add(entry);

    public override void Journal(JournalEntry entry, RunState run, FrameState data) => record.Add(entry, run, data);

    public override CallResult? FindMadeUpAnswer(string flowId, string nodeId) => options.MadeUpAnswers?.Invoke(flowId, nodeId);

    public override void HandOff(HandoffRequest handoff)
    {
        HandoffReason = handoff.Reason;
        record.Tell(new SimulationEvent.HandedOff(handoff.Reason));
    }

    /// <summary>What the turns told the world.</summary>
    public List<EmittedEvent> Emitted { get; } = [];

    /// <summary>What the latest run answered to what started it; null for nothing.</summary>
    public FlowResponse? Response { get; private set; }

    public override void Emit(EmittedEvent emitted) => Emitted.Add(emitted);

    public override void Respond(string runId, FlowResponse response) => Response ??= response;

    public override ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken) =>
        new(_store.TryGetValue((scope, key), out var kept) && !(kept.ExpiresAt <= Clock) ? kept.Value : default);

    public override void WriteStore(StoreChange change)
    {
        var value = change.Value;
        if (change.Add is { } add)
        {
            var before = _store.TryGetValue((change.Scope, change.Key), out var kept) && !(kept.ExpiresAt <= Clock) ? kept.Value : default;
            value = JsonSerializer.SerializeToElement((before.ValueKind == JsonValueKind.Number ? before.GetDouble() : 0) + add);
        }

        _store[(change.Scope, change.Key)] = (value, change.ExpiresAt);
    }

    public override EffectRecord? FindEffect(string effectKey) =>
        _effects.TryGetValue(effectKey, out var result) ? new EffectRecord(effectKey, result) : null;

    public override ValueTask StartEffectAsync(string effectKey, RunState state, CancellationToken cancellationToken)
    {
        _effects[effectKey] = null;
        return ValueTask.CompletedTask;
    }

    public override ValueTask SettleEffectAsync(
        string effectKey,
        CallResult result,
        RunState state,
        CancellationToken cancellationToken
    )
    {
        _effects[effectKey] = result;
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<bool> WaitAsync(Task call, CancellationToken cancellationToken)
    {
        var before = time.GetTimestamp();
        var ended = time is VirtualClock clock
            ? await clock.RunUntilAsync(call, _budget, cancellationToken).ConfigureAwait(false)
            : await EndsWithinBudgetAsync(call, cancellationToken).ConfigureAwait(false);
        var left = _budget - time.GetElapsedTime(before);
        _budget = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        return ended;
    }

    public override void Detach(DetachedCall job, Task<CallResult> call)
    {
        _detached.Add((job, call));
        record.Tell(new SimulationEvent.CallContinues(job.NodeId));
    }

    private async Task<bool> EndsWithinBudgetAsync(Task call, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = await Task.WhenAny(call, Task.Delay(_budget, time, enough.Token)).ConfigureAwait(false) == call;
        await enough.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return ended;
    }
}
