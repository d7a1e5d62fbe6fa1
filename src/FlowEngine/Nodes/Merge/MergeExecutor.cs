using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Nodes.Items;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Merge;

internal sealed class MergeExecutor(TimeProvider time) : INodeExecutor<MergeConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(MergeConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var run = new ItemRun(context, time, cancellationToken);
        var inputs = config.Inputs.Select((input, i) => (Value: run.ValueOf(input.Value, LabelOf(i)), Label: LabelOf(i))).ToList();
        using var output = new JsonOutput();
        if (run.Error is null)
        {
            switch (config.Mode)
            {
                case MergeNode.Join:
                    var lists = inputs.ConvertAll(i => ValueComparison.IsSet(i.Value) ? run.ItemsOf(i.Value, i.Label) : []);
                    new ListJoin(run, output, config).Write(lists[0], lists[1]);
                    break;
                case MergeNode.Objects:
                    MergeObjects(run, output, config, inputs.FindAll(i => ValueComparison.IsSet(i.Value)));
                    break;
                default:
                    Append(run, output, inputs.FindAll(i => ValueComparison.IsSet(i.Value)));
                    break;
            }
        }

        return run.Finish(output, config.SaveTo);
    }

    private static string LabelOf(int index) => FormattableString.Invariant($"Input {index + 1}");

    private static void Append(ItemRun run, JsonOutput output, List<(JsonElement Value, string Label)> inputs)
    {
        var count = 0;
        output.Writer.WriteStartArray();
        foreach (var item in inputs.SelectMany(i => run.ItemsOf(i.Value, i.Label)))
        {
            if (++count > ItemRun.MaximumItems)
            {
                run.Fail("list.items", $"The lists have more than {ItemRun.MaximumItems} items together.");
                break;
            }

            output.Write(item);
        }

        output.Writer.WriteEndArray();
    }

    private static void MergeObjects(ItemRun run, JsonOutput output, MergeConfig config, List<(JsonElement Value, string Label)> inputs)
    {
        var merge = new ObjectMerge(config.Precedence != "first", config.Deep);
        var merged = JsonElement.Parse("{}");
        foreach (var (value, label) in inputs)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                run.Fail("merge.type", $"{label} is {FieldConversion.Describe(value)}; only objects can be merged.");
                return;
            }

            using var step = new JsonOutput();
            merge.Write(step, merged, value);
            merged = step.ToElement();
        }

        output.Write(merged);
    }
}
