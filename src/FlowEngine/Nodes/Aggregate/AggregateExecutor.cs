using FlowEngine.Nodes.Conditions;
using FlowEngine.Nodes.Items;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Aggregate;

internal sealed class AggregateExecutor(TimeProvider time) : INodeExecutor<AggregateConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(AggregateConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var run = new ItemRun(context, time, cancellationToken);
        var items = run.ListOf(config.Items, "The list");
        var groupBy = config.GroupBy is null ? null : new ItemValue(config.GroupBy);
        var of = config.Values.Select(v => new ItemValue(v.Of)).ToArray();
        var groups = new OrderedDictionary<string, AggregateGroup>(StringComparer.Ordinal);
        if (groupBy is null)
        {
            groups.Add("", new AggregateGroup(config, default, context.Reading.Zone));
        }

        for (var i = 0; i < items.Length && run.Enter(items[i], i); i++)
        {
            var key = groupBy is null ? default : run.Read(groupBy);
            var name = groupBy is null ? "" : AggregateGroup.KeyOf(key);
            if (!groups.TryGetValue(name, out var group))
            {
                groups.Add(name, group = new AggregateGroup(config, key, context.Reading.Zone));
            }

            for (var k = 0; k < of.Length; k++)
            {
                var value = run.Read(of[k]);
                if (ValueComparison.IsSet(value) && group.Add(k, value) is { } mistake)
                {
                    run.Fail("aggregate.value", $"{run.Place}, {config.Values[k].Name}: {mistake}");
                }
            }
        }

        using var output = new JsonOutput();
        if (groupBy is null)
        {
            groups[""].Write(output, withKey: false);
            return run.Finish(output, config.SaveTo);
        }

        output.Writer.WriteStartArray();
        foreach (var group in groups.Values)
        {
            group.Write(output, withKey: true);
        }

        output.Writer.WriteEndArray();
        return run.Finish(output, config.SaveTo);
    }
}
