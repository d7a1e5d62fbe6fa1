using FlowEngine.Connecting;
using FlowEngine.Running;

namespace FlowRuntime.Dispatch;

/// <summary>Hosts a call that is taken up again outside of any turn: it gives, and takes nothing.</summary>
internal sealed class RepeatHost(
    ConversationInfo conversation,
    DateTimeOffset now,
    IConnectionSource connections,
    CancellationToken callToken
) : TurnHost
{
    public override ConversationInfo Conversation => conversation;

    public override DateTimeOffset Now => now;

    public override int RandomSeed => 0;

    public override IConnectionSource Connections => connections;

    public override CancellationToken CallTokenFor(string effectKey) => callToken;

    public override void Say(OutgoingMessage message) => throw Outside();

    /// <summary>The turn that takes the result writes the journal.</summary>
    public override void Journal(JournalEntry entry) { }

    public override void HandOff(HandoffRequest handoff) => throw Outside();

    public override EffectRecord? FindEffect(string effectKey) => null;

    public override ValueTask StartEffectAsync(string effectKey, RunState state, CancellationToken cancellationToken) =>
        throw Outside();

    public override ValueTask SettleEffectAsync(
        string effectKey,
        CallResult result,
        RunState state,
        CancellationToken cancellationToken
    ) => throw Outside();

    public override ValueTask<bool> WaitAsync(Task call, CancellationToken cancellationToken) => throw Outside();

    public override void Detach(DetachedCall job, Task<CallResult> call) => throw Outside();

    private static InvalidOperationException Outside() => new("A repeated call belongs to no turn.");
}
