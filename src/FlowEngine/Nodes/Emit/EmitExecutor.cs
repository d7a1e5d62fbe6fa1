using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Emit;

internal sealed class EmitExecutor : INodeExecutor<EmitConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(EmitConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var data = new JsonObject();
        foreach (var (name, source) in config.Data ?? new Dictionary<string, Compilation.FieldValue>())
        {
            var (value, problem) = source.Evaluate(context.Scope, cancellationToken);
            if (problem is not null)
            {
                return new(Fail(problem.Code, $"{name}: {problem.Message}"));
            }

            data[name] = value.ValueKind == JsonValueKind.Undefined ? null : JsonSerializer.SerializeToNode(value);
        }

        var element = JsonSerializer.SerializeToElement(data);
        if (JsonValues.SizeOf(element) > EventNames.LargestData)
        {
            return new(Fail("event.size", "The data is larger than 256 kB. Tell only what the others need."));
        }

        var correlation = string.IsNullOrWhiteSpace(config.Correlation) ? null : config.Correlation;
        context.Emit(new EmittedEvent(config.Event, correlation, element));
        return new(Next);
    }

    private static NodeResult.Failed Fail(string code, string message) => new(new NodeError(code, message, Retryable: false));
}
