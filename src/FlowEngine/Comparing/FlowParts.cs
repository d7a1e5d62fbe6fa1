using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>What a flow has beside its nodes, as JSON.</summary>
internal static class FlowParts
{
    /// <summary>Name, time limit, variables and groups; whether a group is collapsed does not count.</summary>
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
        json.Name("groups").Open('{');
        foreach (var (id, group) in flow.Groups)
        {
            json.Name(id).Open('{');
            GroupReader.WriteMeaning(json, group);
            json.Close('}');
        }

        json.Close('}');
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
