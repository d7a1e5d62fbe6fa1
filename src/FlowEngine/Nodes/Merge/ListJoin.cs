using System.Text.Json;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Merge;

/// <summary>Joins two lists of objects by a key, as a database does: one row for each pair that has the same key.</summary>
internal sealed class ListJoin(ItemRun run, JsonOutput output, MergeConfig config)
{
    private readonly ObjectMerge _merge = new(config.Precedence != "first", config.Deep);
    private int _rows;

    public void Write(JsonElement[] left, JsonElement[] right)
    {
        var rightKeys = KeysOf(right, config.OtherKey ?? config.Key);
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < rightKeys.Length; i++)
        {
            if (rightKeys[i] is { } key)
            {
                (places.TryGetValue(key, out var known) ? known : places[key] = []).Add(i);
            }
        }

        var leftKeys = KeysOf(left, config.Key);
        var isMet = new bool[right.Length];
        output.Writer.WriteStartArray();
        for (var i = 0; i < leftKeys.Length && run.Error is null; i++)
        {
            if (leftKeys[i] is { } key && places.TryGetValue(key, out var matches))
            {
                foreach (var match in matches.TakeWhile(_ => CountRow()))
                {
                    isMet[match] = true;
                    _merge.Write(output, left[i], right[match]);
                }
            }
            else if (config.Keep is "left" or "outer" && CountRow())
            {
                output.Write(left[i]);
            }
        }

        for (var i = 0; i < right.Length && config.Keep == "outer"; i++)
        {
            if (!isMet[i] && CountRow())
            {
                output.Write(right[i]);
            }
        }

        output.Writer.WriteEndArray();
    }

    private bool CountRow()
    {
        if (++_rows > ItemRun.MaximumItems || output.IsTooLarge)
        {
            run.Fail("list.items", $"The joined list has more than {ItemRun.MaximumItems} items or is too large. Join by a key that fewer items share.");
        }

        return run.Error is null;
    }

    /// <summary>The key of every item; null where it has none, which matches nothing.</summary>
    private string?[] KeysOf(JsonElement[] items, Compilation.FieldValue? by)
    {
        var value = new ItemValue(by);
        var keys = new string?[items.Length];
        for (var i = 0; i < items.Length && run.Enter(items[i], i); i++)
        {
            if (items[i].ValueKind != JsonValueKind.Object)
            {
                run.Fail("merge.type", $"{run.Place} is no object; only lists of objects can be joined.");
                break;
            }

            var key = run.Read(value);
            keys[i] = ValueComparison.IsSet(key) ? ValueComparison.TextOf(key) : null;
        }

        return keys;
    }
}
