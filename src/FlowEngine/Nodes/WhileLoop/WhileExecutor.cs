using FlowEngine.Nodes.Conditions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.WhileLoop;

internal sealed class WhileExecutor : INodeExecutor<WhileConfig>
{
    private static readonly NodeResult Holding = new NodeResult.Holding();

    public ValueTask<NodeResult> ExecuteAsync(WhileConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var turn = (Turn)context;
        return new(
            turn.Ended switch
            {
                { Kind: FrameEndKind.Failed, Error: { } error } => new NodeResult.Failed(error),
                { Kind: FrameEndKind.Broke } => Done(turn),
                _ => Round(config, turn, cancellationToken),
            }
        );
    }

    private static NodeResult Round(WhileConfig config, Turn turn, CancellationToken cancellationToken)
    {
        var holds = ConditionEvaluation.Holds(config, turn.Scope, out var problem, cancellationToken);
        if (problem is not null)
        {
            return new NodeResult.Failed(new NodeError(problem.Code, $"Condition: {problem.Message}", Retryable: false));
        }

        if (!holds)
        {
            return Done(turn);
        }

        var state = turn.Frame.Structure as LoopState ?? new LoopState { Count = int.MaxValue, StartedAt = turn.Now };
        turn.Frame.Structure = state;
        if (LoopLimits.Exceeded(state, config.MaxIterations, config.MaxSeconds, turn) is { } error)
        {
            return new NodeResult.Failed(error);
        }

        var target = turn.Node.TargetOf(WhileNode.Body);
        if (target < 0 || target == turn.Frame.NodeIndex)
        {
            return new NodeResult.Failed(LoopLimits.NoBody(turn.NodeId, WhileNode.Body));
        }

        if (turn.FrameLimit is { } limit)
        {
            return new NodeResult.Failed(limit);
        }

        var index = state.Next++;
        if (turn.Ended is { } last)
        {
            turn.OpenAgain(last.Frame, target, index, default);
        }
        else
        {
            turn.Open(FrameRole.Part, turn.Flow, target, WhileNode.Body, index);
        }

        return Holding;
    }

    private static NodeResult.Completed Done(Turn turn) =>
        new(WhileNode.Done, LoopLimits.CountOf((turn.Frame.Structure as LoopState)?.Next ?? 0));
}
