using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Connecting.Operations;

/// <summary>The node type of an operation: no class of settings, no executor of its own.</summary>
internal sealed partial class OperationNode(
    ConnectorDefinition connector,
    OperationDefinition operation,
    TimeProvider time,
    ILogger<OperationNode> logger
) : NodeType(OperationFields.DefinitionOf(connector, operation))
{
    /// <summary>The operation took too long.</summary>
    public const string TimedOut = "operation.timeout";

    /// <summary>The code of a plug-in threw, or gave what is no result.</summary>
    public const string PluginFailed = "plugin.failed";

    public ConnectorDefinition Connector => connector;

    public OperationDefinition Operation => operation;

    internal override NodeBody Bind(JsonElement config, IExpressionEngine expressions, List<Problem> problems) =>
        OperationBody.Bind(this, config, expressions, problems);

    /// <summary>Makes one attempt, no longer than the operation says.</summary>
    public async ValueTask<NodeResult> ExecuteAsync(OperationConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var call = new OperationCall(connector, operation, config.Settings, context, time) { Cache = config.Cache, Fresh = config.Fresh };
        using var limit = new CancellationTokenSource(operation.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        NodeResult result;
        try
        {
            result = connector.Plugin is { } plugin
                ? await RunGuardedAsync(plugin, call, either.Token).ConfigureAwait(false)
                : await operation.Run(call, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new NodeResult.Failed(TookTooLong());
        }

        if (
            config.SaveTo is { Length: > 0 } variable
            && result is NodeResult.Completed { Output: { ValueKind: not JsonValueKind.Undefined } output } completed
            && completed.Port == operation.Outputs[0].Name
        )
        {
            context.SetVariable(variable, output);
        }

        return result;
    }

    /// <summary>A plug-in may block, ignore its token or throw: the run goes on in time, and the result names the culprit.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a plug-in throws becomes a failed result that names it.")]
    private async Task<NodeResult> RunGuardedAsync(string plugin, OperationCall call, CancellationToken cancellationToken)
    {
        try
        {
            // On a thread of its own: a plug-in that blocks would block the turn with it.
            var running = Task.Run(() => operation.Run(call, cancellationToken).AsTask(), cancellationToken);
            var result = await running.WaitAsync(cancellationToken).ConfigureAwait(false);
            return result is NodeResult.Completed or NodeResult.Failed
                ? result
                : Failed(plugin, "gave a result that is neither completed nor failed");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ConnectionRefusedException)
        {
            throw;
        }
        catch (Exception e)
        {
            LogPluginFailed(e, plugin, Definition.Type);
            return Failed(plugin, $"failed in a way that it did not foresee ({e.GetType().Name}); the log has the details");
        }
    }

    private NodeError TookTooLong() =>
        new(
            TimedOut,
            (connector.Plugin is { } plugin ? $"The plug-in {plugin}" : connector.Title)
                + $" took longer than {operation.Timeout.TotalSeconds:0.#} seconds for \"{operation.Title}\".",
            // A write that took too long may have been done.
            Retryable: operation.Effect is not EffectKind.Write || operation.Idempotent
        );

    private NodeResult.Failed Failed(string plugin, string what) =>
        new(new NodeError(PluginFailed, $"The plug-in {plugin} {what}: \"{operation.Title}\".", Retryable: false));

    [LoggerMessage(1003, LogLevel.Error, "The plug-in {Plugin} threw in node type {NodeType}.")]
    private partial void LogPluginFailed(Exception exception, string plugin, string nodeType);
}
