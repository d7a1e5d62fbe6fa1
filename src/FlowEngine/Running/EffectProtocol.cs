using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Nodes;

namespace FlowEngine.Running;

/// <summary>
/// Calls of other systems within a turn. A write is committed before it is sent and again with its result, so that a crash
/// at any point neither loses nor repeats it unknowingly; a call that takes longer than the turn may wait goes on alone.
/// </summary>
internal sealed class EffectProtocol(NodeRunner runner)
{
    /// <summary>Calls as the current node asks.</summary>
    /// <returns>The result, or suspended on a job when the call goes on without the turn.</returns>
    public async ValueTask<NodeResult> CallAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (node, host, key) = (turn.Node, turn.Host, turn.EffectKey);
        var isWrite = node.Effect.Kind == EffectKind.Write;
        var journaled = isWrite ? host.FindEffect(key) : null;
        if (journaled is { Result: { } known })
        {
            return Accept(turn, known);
        }

        if (journaled is null)
        {
            turn.Journal(JournalKind.NodeStarted);
        }
        else if (!node.Effect.Idempotent)
        {
            return new NodeResult.Failed(Unknown(node));
        }

        if (isWrite && journaled is null)
        {
            turn.Journal(JournalKind.EffectStarted);
            await host.StartEffectAsync(key, turn.Run, cancellationToken).ConfigureAwait(false);
        }

        var context = new CallContext(turn, attempt: journaled is null ? 1 : 2);
        var config = turn.CallConfig!; // made by the runner just before
        var call = runner.CallAsync(node, config, context, host.Connections, turn.Budget, host.CallToken);
        if (!call.IsCompleted && !await host.WaitAsync(call, cancellationToken).ConfigureAwait(false))
        {
            host.Detach(
                new DetachedCall(turn.Run.RunId, key, turn.Flow.Id, node.Id, node.Effect.Kind, node.Effect.Idempotent),
                call
            );
            return new NodeResult.Suspended(new Bookmark.Job(key));
        }

        var result = await call.ConfigureAwait(false);
        if (isWrite)
        {
            turn.Journal(JournalKind.EffectSettled, result.Port, result.Error);
            await host.SettleEffectAsync(key, result, turn.Run, cancellationToken).ConfigureAwait(false);
        }

        return Accept(turn, result);
    }

    /// <summary>Takes up again, in another process, a call that was going on alone.</summary>
    public async Task<CallResult> RepeatAsync(Turn turn, CancellationToken cancellationToken)
    {
        var node = turn.Node;
        if (node.Effect is { Kind: EffectKind.Write, Idempotent: false })
        {
            return new CallResult(null, default, Unknown(node));
        }

        var prepared = await runner.StepAsync(turn, cancellationToken).ConfigureAwait(false);
        if (prepared is NodeResult.Failed(var error))
        {
            return new CallResult(null, default, error);
        }

        var context = new CallContext(turn, attempt: 2);
        var config = turn.CallConfig!; // made by the runner just before
        return await runner
            .CallAsync(node, config, context, turn.Host.Connections, turn.Budget, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Brings the result of a call into the run.</summary>
    public static NodeResult Accept(Turn turn, CallResult result)
    {
        if (result.Error is { } error)
        {
            return new NodeResult.Failed(error);
        }

        foreach (var (name, value) in result.Variables ?? new Dictionary<string, JsonElement>())
        {
            turn.SetVariable(name, value);
        }

        return new NodeResult.Completed(result.Port ?? "", result.Output);
    }

    private static NodeError Unknown(NodeProgram node) =>
        new(
            "effect.unknown",
            $"{node.Id} was being sent when the process stopped, and the other side cannot tell whether it arrived. Check there before sending again.",
            Retryable: false
        );
}
