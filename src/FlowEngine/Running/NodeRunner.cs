using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>Executes one node. The one place where an exception that nobody foresaw becomes a result.</summary>
internal sealed partial class NodeRunner(ILogger<FlowInterpreter> logger, TimeProvider time)
{
    /// <summary>Makes the settings and, unless the node calls another system, executes it.</summary>
    /// <returns>What came of it; null when <see cref="Turn.CallConfig"/> is ready to be called with.</returns>
    public ValueTask<NodeResult?> StepAsync(Turn turn, CancellationToken cancellationToken) =>
        turn.Node.Broken is { } broken
            ? new ValueTask<NodeResult?>(new NodeResult.Failed(broken))
            : GuardAsync(
                turn.Node,
                turn,
                static (turn, cancellationToken) =>
                {
                    turn.Resolution.Begin(cancellationToken);
                    var body = turn.Node.Body!; // only a broken node has none
                    var config = body.Prepare(turn.Resolution);
                    if (config is null)
                    {
                        return new ValueTask<NodeResult?>(new NodeResult.Failed(turn.Resolution.Error!)); // set when there are no settings
                    }

                    if (turn.Node.IsCall)
                    {
                        turn.CallConfig = config;
                        return default;
                    }

                    return body.ExecuteAsync(config, turn, cancellationToken)!; // a result that is never null is also one that may be
                },
                cancellationToken
            );

    /// <summary>Makes one attempt of a call; runs on when the turn ends.</summary>
    public Task<CallResult> CallAsync(
        NodeProgram node,
        object config,
        CallContext context,
        IConnectionSource connections,
        RunBudget budget,
        CancellationToken cancellationToken
    ) =>
        FlowTelemetry.IsWatchingCalls
            ? WatchCallAsync(node, config, context, connections, budget, cancellationToken)
            : MakeCallAsync(node, config, context, connections, budget, cancellationToken);

    // A method of its own: what the lambda captures is allocated only while somebody listens.
    private Task<CallResult> WatchCallAsync(
        NodeProgram node,
        object config,
        CallContext context,
        IConnectionSource connections,
        RunBudget budget,
        CancellationToken cancellationToken
    ) =>
        FlowTelemetry.WatchAsync(
            node,
            context.Attempt,
            time,
            () => MakeCallAsync(node, config, context, connections, budget, cancellationToken)
        );

    private async Task<CallResult> MakeCallAsync(
        NodeProgram node,
        object config,
        CallContext context,
        IConnectionSource connections,
        RunBudget budget,
        CancellationToken cancellationToken
    )
    {
        using var limit = node.Timeout is { } timeout ? new CancellationTokenSource(timeout, time) : null;
        using var either =
            limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await AttemptAsync(node, config, context, connections, either?.Token ?? cancellationToken)
                .ConfigureAwait(false);
            return ToCallResult(node, result, context.Variables, budget);
        }
        catch (OperationCanceledException) when (limit is { IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
        {
            return new CallResult(null, default, TimedOut(node));
        }
    }

    /// <summary>The error of a node that took longer than its author allows.</summary>
    public static NodeError TimedOut(NodeProgram node) =>
        node.Effect is { Kind: EffectKind.Write, Idempotent: false }
            ? EffectProtocol.Unknown(node)
            : new NodeError(
                "node.timeout",
                $"{node.Id} took longer than the {node.Timeout?.TotalSeconds:0.#} seconds it may take.",
                Retryable: true
            );

    private async Task<NodeResult> AttemptAsync(
        NodeProgram node,
        object config,
        CallContext context,
        IConnectionSource connections,
        CancellationToken cancellationToken
    )
    {
        var result = await GuardAsync(
                node,
                (node, config, context, connections),
                static async (call, cancellationToken) =>
                {
                    var (node, config, context, connections) = call;
                    var body = node.Body!; // only a broken node has none
                    if (node.Connector is { } connector && body.ConnectionOf(config) is { Length: > 0 } name)
                    {
                        context.Open(
                            await connections.OpenAsync(name, connector, cancellationToken).ConfigureAwait(false)
                        );
                    }

                    return await body.ExecuteAsync(config, context, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return result!; // a call always has a result
    }

    private static CallResult ToCallResult(
        NodeProgram node,
        NodeResult result,
        IReadOnlyDictionary<string, JsonElement>? variables,
        RunBudget budget
    )
    {
        switch (result)
        {
            case NodeResult.Completed(var port, var output):
                var isTooLarge = JsonValues.SizeOf(output) > budget.OutputBytes;
                var fits = variables is null || variables.Values.All(v => JsonValues.SizeOf(v) <= budget.OutputBytes);
                return !fits || (isTooLarge && node.KeepsOutput)
                    ? new CallResult(null, default, budget.TooLarge())
                    : new CallResult(port, isTooLarge ? default : output, null, variables);
            case NodeResult.Failed(var error):
                return new CallResult(null, default, error);
            default:
                var message = $"A node of type {node.Type} may only complete or fail.";
                return new CallResult(null, default, new NodeError("engine.result", message, Retryable: false));
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The one place that keeps a fault of one node inside its run.")]
    private async ValueTask<NodeResult?> GuardAsync<TState>(
        NodeProgram node,
        TState state,
        Func<TState, CancellationToken, ValueTask<NodeResult?>> attempt,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await attempt(state, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ConnectionRefusedException e)
        {
            return new NodeResult.Failed(new NodeError(e.Code, e.Message, e.Retryable, e.RetryAfter));
        }
        catch (Exception e)
        {
            LogUnhandled(e, node.Id, node.Type);
            var message = $"The node failed in a way nobody foresaw ({e.GetType().Name}). The log has the details.";
            return new NodeResult.Failed(new NodeError("engine.unhandled", message, Retryable: false));
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "Node {NodeId} of type {NodeType} threw.")]
    private partial void LogUnhandled(Exception exception, string nodeId, string nodeType);
}
