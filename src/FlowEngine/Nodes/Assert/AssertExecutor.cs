using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Assert;

internal sealed class AssertExecutor : INodeExecutor<AssertConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(AssertConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var holds = ConditionEvaluation.Holds(config, context.Scope, out var problem, cancellationToken);
        if (problem is null && holds)
        {
            return new(Next);
        }

        var message = "What the flow relies on does not hold.";
        if (problem is null && config.Message is { } words)
        {
            (var text, problem) = words.Evaluate(context.Scope, cancellationToken);
            message = ValueText.Of(text) is { Length: > 0 } told ? told : message;
        }

        return problem is null
            ? new(new NodeResult.Failed(new NodeError(AssertNode.Failed, message, Retryable: false)))
            : new(new NodeResult.Failed(new NodeError(problem.Code, problem.Message, Retryable: false)));
    }
}
