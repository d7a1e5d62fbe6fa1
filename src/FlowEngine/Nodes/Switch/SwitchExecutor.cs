using FlowEngine.Nodes.Conditions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Switch;

internal sealed class SwitchExecutor : INodeExecutor<SwitchConfig>
{
    private static readonly NodeResult Otherwise = new NodeResult.Completed(PortsByList.Otherwise);

    public ValueTask<NodeResult> ExecuteAsync(SwitchConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var (value, problem) = config.Value.Evaluate(context.Scope, cancellationToken);
        if (problem is not null)
        {
            return new(new NodeResult.Failed(new NodeError(problem.Code, problem.Message, Retryable: false)));
        }

        foreach (var way in config.Cases)
        {
            foreach (var expected in way.Values)
            {
                if (ValueComparison.AreEqual(value, expected, config.IgnoreCase))
                {
                    return new(way.Taken);
                }
            }
        }

        return new(Otherwise);
    }
}
