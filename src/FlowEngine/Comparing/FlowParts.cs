using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>What a flow has beside its nodes, as JSON.</summary>
internal static class FlowParts
{
    /// <summary>Name, time limit and variables.</summary>
    public static JsonElement Settings(FlowDefinition flow)
    {
        var json = new CanonicalJson();
        json.Open('{');
        json.Name("name").Text(flow.Name);
        if (flow.TimeoutMinutes is { } minutes)
        {
            json.Name("timeoutMinutes").Number(minutes);
        }

        FlowWriter.WriteVariables(json, flow.Variables);
        json.Close('}');
        return JsonElement.Parse(json.ToBytes());
    }

    /// <summary>One variable.</summary>
    public static JsonElement Variable(VariableDefinition variable)
    {
        var json = new CanonicalJson();
        json.Open('{');
        FlowWriter.WriteVariables(json, new OrderedDictionary<string, VariableDefinition> { ["it"] = variable });
        json.Close('}');
        return JsonElement.Parse(json.ToBytes()).GetProperty("variables").GetProperty("it");
    }
}
