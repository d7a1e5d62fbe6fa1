using FlowEngine.Connecting;
using FlowEngine.Running;
using TestKit.Engine;

namespace Benchmarks;

/// <summary>Takes everything and keeps nothing, so that only the interpreter is measured.</summary>
internal sealed class SilentHost : TurnHost
{
    public override ConversationInfo Conversation { get; } = new("c", "test", "en", "v", null);

    public override DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public override int RandomSeed => 1;

    public override IConnectionSource Connections { get; } = new NoConnections();

    public override CancellationToken CallTokenFor(string effectKey) => CancellationToken.None;

    public override void Say(OutgoingMessage message) { }

    public override void Journal(JournalEntry entry) { }

    public override void HandOff(HandoffRequest handoff) { }

    public override EffectRecord? FindEffect(string effectKey) => null;

    public override ValueTask StartEffectAsync(string effectKey, RunState state, CancellationToken cancellationToken) => default;

    public override ValueTask SettleEffectAsync(
        string effectKey,
        CallResult result,
        RunState state,
        CancellationToken cancellationToken
    ) => default;

    public override ValueTask<bool> WaitAsync(Task call, CancellationToken cancellationToken) => new(true);

    public override void Detach(DetachedCall job, Task<CallResult> call) { }
}
