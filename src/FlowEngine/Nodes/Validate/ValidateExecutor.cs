using System.Text.Json;
using FlowEngine.Running;
using FlowEngine.Schemas;

namespace FlowEngine.Nodes.Validate;

internal sealed class ValidateExecutor : INodeExecutor<ValidateConfig>
{
    private static readonly NodeResult Valid = new NodeResult.Completed(ValidateNode.Valid);

    public ValueTask<NodeResult> ExecuteAsync(ValidateConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var (value, problem) = config.Value.Evaluate(context.Scope, cancellationToken);
        if (problem is not null)
        {
            return new(new NodeResult.Failed(new NodeError(problem.Code, problem.Message, Retryable: false)));
        }

        try
        {
            var found = config.Checked.Check(value, cancellationToken);
            return new(
                found.Count == 0
                    ? Valid
                    : new NodeResult.Completed(ValidateNode.Invalid, JsonSerializer.SerializeToElement(found, JsonSerializerOptions.Web))
            );
        }
        catch (SchemaLimitException e)
        {
            return new(new NodeResult.Failed(new NodeError("schema.limit", e.Message, Retryable: false)));
        }
    }
}
