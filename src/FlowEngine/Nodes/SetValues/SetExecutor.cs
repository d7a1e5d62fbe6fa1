using FlowEngine.Running;

namespace FlowEngine.Nodes.SetValues;

internal sealed class SetExecutor : INodeExecutor<SetConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(SetConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, source) in config.InOrder)
        {
            var (value, problem) = source.Evaluate(context.Scope, cancellationToken);
            if (problem is not null)
            {
                var error = new NodeError(problem.Code, $"{name}: {problem.Message}", Retryable: false);
                return new(new NodeResult.Failed(error));
            }

            context.SetVariable(name, value);
        }

        return new(Next);
    }
}
