using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Definition;
using FlowEngine.Expressions.Assistance;

namespace FlowEngine.Comparing;

/// <summary>Gives nodes of a flow other ids; links, places and expressions that name them follow.</summary>
public static class NodeRename
{
    /// <summary>Renames nodes.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="ids">New id by old id; ids that the flow does not have are passed over.</param>
    /// <returns>The renamed flow; the same object when there is nothing to rename.</returns>
    public static FlowDefinition Apply(FlowDefinition flow, IReadOnlyDictionary<string, string> ids)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(ids);
        if (!ids.Keys.Any(flow.Nodes.ContainsKey))
        {
            return flow;
        }

        return flow with
        {
            Nodes = Keys(flow.Nodes, ids, node => Rewrite(node, ids)),
            Layout = Keys(flow.Layout, ids, place => place),
            Groups = Keys(flow.Groups, new Dictionary<string, string>(), group => Rewrite(group, ids)),
        };
    }

    private static FlowGroup Rewrite(FlowGroup group, IReadOnlyDictionary<string, string> ids) =>
        group.Nodes.Any(ids.ContainsKey) ? group with { Nodes = [.. group.Nodes.Select(n => ids.GetValueOrDefault(n, n))] } : group;

    private static FlowNode Rewrite(FlowNode node, IReadOnlyDictionary<string, string> ids)
    {
        var links = node.Links.Values.Any(ids.ContainsKey)
            ? new OrderedDictionary<string, string>(
                node.Links.Select(l => KeyValuePair.Create(l.Key, ids.GetValueOrDefault(l.Value, l.Value))),
                StringComparer.Ordinal
            )
            : node.Links;
        var config = Rewrite(node.Config, ids);
        return ReferenceEquals(links, node.Links) && config is null
            ? node
            : node with { Links = links, Config = config ?? node.Config };
    }

    /// <summary>Rewrites the expressions of the settings; null when they name none of the nodes.</summary>
    private static JsonElement? Rewrite(JsonElement config, IReadOnlyDictionary<string, string> ids)
    {
        if (!config.GetRawText().Contains("nodes", StringComparison.Ordinal))
        {
            return null;
        }

        var root = JsonNode.Parse(config.GetRawText());
        var changed = false;
        Visit(root);
        return changed ? JsonElement.Parse(root!.ToJsonString()) : null; // settings are an object

        void Visit(JsonNode? value)
        {
            switch (value)
            {
                case JsonObject members:
                    foreach (var (name, member) in members.ToList())
                    {
                        Put(member, text => members[name] = text);
                    }

                    break;
                case JsonArray items:
                    for (var i = 0; i < items.Count; i++)
                    {
                        var at = i;
                        Put(items[at], text => items[at] = text);
                    }

                    break;
            }
        }

        void Put(JsonNode? value, Action<string> set)
        {
            if (value is JsonValue leaf && leaf.TryGetValue(out string? text))
            {
                var renamed = ids.Aggregate(text, (t, id) => ExpressionRename.InField(t, true, true, $"nodes.{id.Key}", $"nodes.{id.Value}"));
                if (renamed != text)
                {
                    changed = true;
                    set(renamed);
                }
            }
            else
            {
                Visit(value);
            }
        }
    }

    private static OrderedDictionary<string, T> Keys<T>(
        IReadOnlyDictionary<string, T> source,
        IReadOnlyDictionary<string, string> ids,
        Func<T, T> change
    ) => new(source.Select(e => KeyValuePair.Create(ids.GetValueOrDefault(e.Key, e.Key), change(e.Value))), StringComparer.Ordinal);
}
