using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>A node taken apart into the values that can change by themselves, and put together again.</summary>
internal static class NodeParts
{
    private static readonly string[] Groups = ["config", "links"];

    /// <summary>Whether two nodes mean the same.</summary>
    public static bool Same(FlowNode? one, FlowNode? other) =>
        ReferenceEquals(one, other)
        || (one is not null && other is not null && JsonElement.DeepEquals(JsonOf(one), JsonOf(other)));

    /// <summary>The values by their pointers: <c>/type</c>, <c>/config/text</c>, <c>/links/next</c>.</summary>
    public static OrderedDictionary<string, JsonElement> Of(FlowNode? node)
    {
        var parts = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        if (node is null)
        {
            return parts;
        }

        foreach (var member in JsonOf(node).EnumerateObject())
        {
            var pointer = JsonPointer.Append("", member.Name);
            if (!Groups.Contains(member.Name))
            {
                parts[pointer] = member.Value;
                continue;
            }

            foreach (var inner in member.Value.EnumerateObject())
            {
                parts[JsonPointer.Append(pointer, inner.Name)] = inner.Value;
            }
        }

        return parts;
    }

    /// <summary>Makes the node that has these values.</summary>
    public static FlowNode Build(IEnumerable<KeyValuePair<string, JsonElement>> parts)
    {
        var all = parts.ToList();
        var json = new CanonicalJson();
        json.Open('{');
        foreach (var (pointer, value) in all.Where(p => JsonPointer.Split(p.Key).Length == 1))
        {
            json.Name(JsonPointer.Split(pointer)[0]).Value(value);
        }

        foreach (var group in Groups)
        {
            json.Name(group).Open('{');
            foreach (var (pointer, value) in all)
            {
                if (JsonPointer.Split(pointer) is [var owner, var name] && owner == group)
                {
                    json.Name(name).Value(value);
                }
            }

            json.Close('}');
        }

        json.Close('}');
        var problems = new ProblemList();
        return FlowReader.ReadNode(JsonElement.Parse(json.ToBytes()), "", problems) is { } node && problems.ToList().Count == 0
            ? node
            : throw new ArgumentException("These values make no node.", nameof(parts));
    }

    private static JsonElement JsonOf(FlowNode node)
    {
        var json = new CanonicalJson();
        FlowWriter.WriteNode(json, node, catalog: null);
        return JsonElement.Parse(json.ToBytes());
    }
}
