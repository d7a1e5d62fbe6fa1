using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Running;
using FlowEngine.Understanding;
using FlowRuntime.Conversations;
using FlowRuntime.KeyValues;
using FlowRuntime.Learning.NotUnderstood;
using FlowRuntime.Library;

namespace FlowRuntime.Dispatch;

/// <summary>Hosts one turn: collects what it brings about and commits it when the interpreter or the turn's end asks.</summary>
internal sealed class DurableTurnHost(
    Claim claim,
    int botVersion,
    TurnStore store,
    JobRunner jobs,
    IConnectionSource connections,
    ConversationEvents events,
    KeyValueStore values,
    TimeProvider time,
    DispatchOptions options,
    NotUnderstoodRecorder? misheard
) : TurnHost
{
    private readonly LimitedConnections _connections = new(connections, jobs);
    private readonly List<(DetachedCall Job, Task<CallResult> Call, JobCancellation Cancellation)> _detached = [];
    private readonly Dictionary<string, JobCancellation> _cancellations = new(StringComparer.Ordinal);
    private TimeSpan _budget = options.CallBudget;
    private bool _typed;

    /// <summary>What happened since the last commit.</summary>
    public TurnChanges Changes { get; private set; } = new();

    public override ConversationInfo Conversation => claim.Conversation;

    public override DateTimeOffset Now => claim.Now;

    // The inbox row is the same at every attempt; the constant (Knuth's) spreads neighbouring numbers. A run that begins
    // before it has a row is not attempted twice from its beginning.
    public override int RandomSeed { get; } =
        claim.Fresh is { } fresh
            ? fresh.Start.ConversationId.GetHashCode(StringComparison.Ordinal)
            : unchecked((int)(claim.ItemId * 2_654_435_761L));

    public override IConnectionSource Connections => _connections;

    public override CancellationToken CallTokenFor(string effectKey) => CancellationFor(effectKey).Token;

    public override ValueTask HoldUpAsync(Task call, CancellationToken cancellationToken)
    {
        ShowTyping();
        return base.HoldUpAsync(call, cancellationToken);
    }

    public override void Say(OutgoingMessage message) => Changes.Messages.Add(message);

    public override void NotUnderstood(string text, Understood understood)
    {
        // What colleagues try out would drown what visitors say.
        if (BotAddress.Parse(claim.BotId).IsLive)
        {
            misheard?.Record(claim.BotId, text, understood, Conversation.Language);
        }
    }

    public override void Journal(JournalEntry entry) => Changes.Journal.Add(entry);

    public override void HandOff(HandoffRequest handoff) => Changes.Handoff = handoff;

    public override void Emit(EmittedEvent emitted) => Changes.Emitted.Add(emitted);

    public override void Respond(string runId, FlowResponse response) => Changes.Responses.Add((runId, response));

    public override ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken) =>
        new(values.Read(claim.BotId, Conversation.ContactId, scope, key, Changes.Stored));

    public override void WriteStore(StoreChange change) => Changes.Stored.Add(change);

    public override EffectRecord? FindEffect(string effectKey) => store.FindEffect(effectKey);

    public override async ValueTask StartEffectAsync(
        string effectKey,
        RunState state,
        CancellationToken cancellationToken
    )
    {
        Changes.EffectStarted = effectKey;
        await CommitPartAsync(state, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask SettleEffectAsync(
        string effectKey,
        CallResult result,
        RunState state,
        CancellationToken cancellationToken
    )
    {
        Changes.EffectSettled = (effectKey, result);
        await CommitPartAsync(state, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<bool> WaitAsync(Task call, CancellationToken cancellationToken)
    {
        ShowTyping();
        if (_budget > TimeSpan.Zero)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var started = time.GetTimestamp();
            await Task.WhenAny(call, Task.Delay(_budget, time, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
            _budget -= time.GetElapsedTime(started);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return call.IsCompleted;
    }

    public override void Detach(DetachedCall job, Task<CallResult> call)
    {
        Changes.Detached.Add(job);
        _detached.Add((job, call, CancellationFor(job.EffectKey)));
        // The token now belongs to the job.
        _cancellations.Remove(job.EffectKey);
    }

    /// <summary>Follows the calls that outlived the turn; to be called after its commit.</summary>
    public void FollowDetached()
    {
        foreach (var (job, call, cancellation) in _detached)
        {
            jobs.Follow(
                new Job(job, claim.Conversation.Id, claim.BotId, 1, time.GetUtcNow(), _connections.LastOpened, InterimSent: false),
                call,
                cancellation
            );
        }
    }

    /// <summary>Frees what no job has taken over.</summary>
    public void EndTurn()
    {
        foreach (var cancellation in _cancellations.Values)
        {
            cancellation.Dispose();
        }
    }

    /// <summary>Stops the calls of a turn that is given up.</summary>
    public void CancelCalls()
    {
        foreach (var cancellation in _cancellations.Values.Concat(_detached.Select(d => d.Cancellation)))
        {
            cancellation.Cancel();
        }
    }

    private void ShowTyping()
    {
        if (!_typed)
        {
            _typed = true;
            events.Publish(new ConversationEvent.Typing(Conversation.Id));
        }
    }

    private JobCancellation CancellationFor(string effectKey)
    {
        if (!_cancellations.TryGetValue(effectKey, out var cancellation))
        {
            _cancellations[effectKey] = cancellation = jobs.NewCancellation();
        }

        return cancellation;
    }

    private async Task CommitPartAsync(RunState state, CancellationToken cancellationToken)
    {
        await store.CommitPartAsync(claim, state, botVersion, Changes, cancellationToken).ConfigureAwait(false);
        Changes = new TurnChanges();
    }
}
