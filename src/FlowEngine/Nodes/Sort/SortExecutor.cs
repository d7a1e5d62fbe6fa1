using System.Globalization;
using FlowEngine.Nodes.Items;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Sort;

internal sealed class SortExecutor(TimeProvider time) : INodeExecutor<SortConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(SortConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var run = new ItemRun(context, time, cancellationToken);
        var items = run.ListOf(config.Items, "The list");
        var keys = config.Keys;
        var by = keys.Select(k => new ItemValue(k.By)).ToArray();
        var comparers = keys.Select(k => new SortValueComparer(k, CultureOf(context))).ToArray();
        var values = new SortValue[items.Length * keys.Count];
        for (var i = 0; i < items.Length && run.Enter(items[i], i); i++)
        {
            for (var k = 0; k < by.Length; k++)
            {
                values[(i * by.Length) + k] = SortValue.Of(run.Read(by[k]), keys[k].As, context.Reading.Zone);
            }
        }

        var order = Enumerable.Range(0, items.Length).ToArray();
        Array.Sort(
            order,
            (x, y) =>
            {
                for (var k = 0; k < comparers.Length; k++)
                {
                    var result = comparers[k].Compare(values[(x * comparers.Length) + k], values[(y * comparers.Length) + k]);
                    if (result != 0)
                    {
                        return result;
                    }
                }

                // Items that are equal stay in their order.
                return x.CompareTo(y);
            }
        );
        using var output = new JsonOutput();
        output.Writer.WriteStartArray();
        foreach (var index in order)
        {
            output.Write(items[index]);
        }

        output.Writer.WriteEndArray();
        return run.Finish(output, config.SaveTo);
    }

    private static CultureInfo CultureOf(NodeContext context)
    {
        try
        {
            return CultureInfo.GetCultureInfo(context.Conversation.Language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
