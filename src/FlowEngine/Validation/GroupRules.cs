using System.Globalization;
using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>Groups only frame nodes that are there, and a node is framed once.</summary>
internal static class GroupRules
{
    public static void Check(FlowDefinition flow, ProblemList problems)
    {
        var framed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, group) in flow.Groups)
        {
            var pointer = $"/groups/{id}";
            SecretRules.CheckText(group.Title, $"{pointer}/title", problems);
            for (var i = 0; i < group.Nodes.Count; i++)
            {
                var (node, at) = (group.Nodes[i], string.Create(CultureInfo.InvariantCulture, $"{pointer}/nodes/{i}"));
                if (!flow.Nodes.ContainsKey(node))
                {
                    problems.Warning("group.node", at, $"The flow has no node \"{node}\". Take it out of the group.");
                }
                else if (!framed.TryAdd(node, id))
                {
                    problems.Warning("group.twice", at, $"The node \"{node}\" is in the group \"{framed[node]}\" already. Take it out of one of them.");
                }
            }
        }
    }
}
