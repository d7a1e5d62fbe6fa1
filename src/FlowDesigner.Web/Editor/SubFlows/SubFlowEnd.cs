using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Definition;
using FlowEngine.Nodes.SetValues;

namespace FlowDesigner.Web.Editor.SubFlows;

/// <summary>The node that a sub-flow ends at where a way must lead somewhere: it sets a variable that nobody reads.</summary>
internal static class SubFlowEnd
{
    /// <summary>Id of the node and name of its variable, where they are free.</summary>
    public const string Id = "done";

    /// <summary>Makes the node.</summary>
    /// <param name="variable">Its variable.</param>
    public static FlowNode Node(string variable) =>
        new(
            SetNode.Definition.Type,
            SetNode.Definition.Version,
            "Back",
            JsonSerializer.SerializeToElement(new JsonObject { ["values"] = new JsonObject { [variable] = "=true" } }),
            new OrderedDictionary<string, string>()
        );

    /// <summary>The variable that a node sets, if it is such a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The variable; null for any other node.</returns>
    public static string? VariableOf(FlowNode node) =>
        node.Type == SetNode.Definition.Type
        && node.Links.Count == 0
        && node.Config.TryGetProperty("values", out var values)
        && values.ValueKind == JsonValueKind.Object
        && values.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.String } only]
        && only.Name.StartsWith(Id, StringComparison.Ordinal)
        && only.Value.GetString() == "=true"
            ? only.Name
            : null;
}
