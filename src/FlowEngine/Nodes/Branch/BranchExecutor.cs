using FlowEngine.Nodes.Conditions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Branch;

internal sealed class BranchExecutor : INodeExecutor<BranchConfig>
{
    private static readonly NodeResult Otherwise = new NodeResult.Completed(PortsByList.Otherwise);

    public ValueTask<NodeResult> ExecuteAsync(
        BranchConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        var arms = config.Arms;
        for (var i = 0; i < arms.Count; i++)
        {
            var holds = ConditionEvaluation.Holds(arms[i], context.Scope, out var problem, cancellationToken);
            if (problem is not null)
            {
                var error = new NodeError(problem.Code, $"{arms[i].Port}: {problem.Message}", Retryable: false);
                return new(new NodeResult.Failed(error));
            }

            if (holds)
            {
                return new(arms[i].Taken);
            }
        }

        return new(Otherwise);
    }
}
