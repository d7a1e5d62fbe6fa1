using FlowEngine.Nodes.Items;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Filter;

internal sealed class FilterExecutor(TimeProvider time) : INodeExecutor<FilterConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(FilterConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var run = new ItemRun(context, time, cancellationToken);
        var items = run.ListOf(config.Items, "The list");
        using var output = new JsonOutput();
        output.Writer.WriteStartArray();
        for (var i = 0; i < items.Length && run.Enter(items[i], i); i++)
        {
            if (run.Holds(config))
            {
                output.Write(items[i]);
            }
        }

        output.Writer.WriteEndArray();
        return run.Finish(output, config.SaveTo);
    }
}
