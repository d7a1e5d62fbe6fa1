using FlowEngine.Running;

namespace FlowEngine.Nodes.Script;

internal sealed class ScriptExecutor : INodeExecutor<ScriptConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(ScriptConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var (value, problem) = config.Code.Evaluate(context.Scope, cancellationToken);
        if (problem is not null)
        {
            var message = FormattableString.Invariant($"Line {problem.Line}, column {problem.Column}: {problem.Message}");
            return new(new NodeResult.Failed(new NodeError(problem.Code, message, Retryable: false)));
        }

        if (config.SaveTo is { Length: > 0 } saveTo)
        {
            context.SetVariable(saveTo, value);
        }

        return new(new NodeResult.Completed("next", value));
    }
}
