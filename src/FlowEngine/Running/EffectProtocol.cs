using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Nodes;

namespace FlowEngine.Running;

/// <summary>
/// Calls of other systems within a turn. A write is committed before it is sent and again with its result, so that a crash
/// at any point neither loses nor repeats it unknowingly; a call that takes longer than the turn may wait goes on alone.
/// Calls of parallel branches overlap.
/// </summary>
internal sealed class EffectProtocol(NodeRunner runner)
{
    /// <summary>Code of a write of which nobody knows whether it arrived.</summary>
    public const string UnknownCode = "effect.unknown";

    /// <summary>Calls as the current node asks.</summary>
    /// <returns>The result; suspended on a job when the call goes on without the turn; null when it goes on beside other branches.</returns>
    public async ValueTask<NodeResult?> CallAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (node, host, key) = (turn.Node, turn.Host, turn.AttemptKey);
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
            FrameTree.Settle(turn.Run);
            await host.StartEffectAsync(key, turn.Run, cancellationToken).ConfigureAwait(false);
        }

        var context = new CallContext(turn, turn.Attempt + (journaled is null ? 0 : 1));
        var config = turn.CallConfig!; // made by the runner just before
        var call = host.FindMadeUpAnswer(turn.Flow.Id, node.Id) is { } madeUp
            ? Task.FromResult(madeUp)
            : runner.CallAsync(node, config, context, host.Connections, turn.Budget, host.CallTokenFor(key));
        var running = new CallInProgress(turn.Frame, node, key, call);
        if (!call.IsCompleted)
        {
            if (turn.Run.Frames.Exists(f => f != turn.Frame && f is { Bookmark: null, IsCalling: false }) || turn.Calls.Count > 0)
            {
                turn.Frame.IsCalling = true;
                turn.Calls.Add(running);
                return null;
            }

            if (!await host.WaitAsync(call, cancellationToken).ConfigureAwait(false))
            {
                return Detach(turn, running);
            }
        }

        return await SettleAsync(turn, running, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until at least one of the calls beside each other has ended, or lets all go on alone when the turn may wait no longer.</summary>
    public static async ValueTask AwaitAnyAsync(Turn turn, CancellationToken cancellationToken)
    {
        var any = Task.WhenAny(turn.Calls.Select(c => c.Task));
        if (!await turn.Host.WaitAsync(any, cancellationToken).ConfigureAwait(false))
        {
            await DetachAllAsync(turn, cancellationToken).ConfigureAwait(false);
            return;
        }

        var ended = turn.Calls.Find(c => c.Task.IsCompleted)!; // one of them is what was waited for
        await TakeAsync(turn, ended, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the turn's part in all calls: takes the results that are there, lets the others go on alone.</summary>
    public static async ValueTask DetachAllAsync(Turn turn, CancellationToken cancellationToken)
    {
        while (turn.Calls is [var call, ..])
        {
            if (call.Task.IsCompleted)
            {
                await TakeAsync(turn, call, cancellationToken).ConfigureAwait(false);
                continue;
            }

            turn.Calls.Remove(call);
            turn.Enter(call.Frame);
            call.Frame.IsCalling = false;
            Stepper.Apply(turn, Detach(turn, call), milliseconds: null);
        }
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

        var context = new CallContext(turn, turn.Attempt + 1);
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

    /// <summary>The error of a write of which nobody knows whether it arrived.</summary>
    public static NodeError Unknown(NodeProgram node) =>
        new(
            UnknownCode,
            $"{node.Id} was being sent, and the other side cannot tell whether it arrived. Check there before sending again.",
            Retryable: false
        );

    private static async ValueTask TakeAsync(Turn turn, CallInProgress call, CancellationToken cancellationToken)
    {
        turn.Calls.Remove(call);
        turn.Enter(call.Frame);
        call.Frame.IsCalling = false;
        Stepper.Apply(turn, await SettleAsync(turn, call, cancellationToken).ConfigureAwait(false), milliseconds: null);
    }

    private static async ValueTask<NodeResult> SettleAsync(Turn turn, CallInProgress call, CancellationToken cancellationToken)
    {
        var result = await call.Task.ConfigureAwait(false);
        if (call.Node.Effect.Kind == EffectKind.Write)
        {
            turn.Journal(JournalKind.EffectSettled, result.Port, result.Error);
            FrameTree.Settle(turn.Run);
            await turn.Host.SettleEffectAsync(call.Key, result, turn.Run, cancellationToken).ConfigureAwait(false);
        }

        return Accept(turn, result);
    }

    private static NodeResult.Suspended Detach(Turn turn, CallInProgress call)
    {
        turn.Host.Detach(
            new DetachedCall(
                turn.Run.RunId,
                call.Key,
                call.Frame.FlowId,
                call.Node.Id,
                call.Node.Effect.Kind,
                call.Node.Effect.Idempotent
            ),
            call.Task
        );
        return new NodeResult.Suspended(new Bookmark.Job(call.Key));
    }
}
