using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.CallFlow;

namespace FlowEngine.Validation;

/// <summary>Checks calls against the variables that the called flow declares as inputs.</summary>
internal static class CallRules
{
    public static void Check(BotBundle bundle, FlowDefinition flow, NodeCatalog nodes, ProblemList problems)
    {
        foreach (var (id, node) in flow.Nodes.Where(n => n.Value.Type == CallNode.Type))
        {
            if (
                node.Config.ValueKind == JsonValueKind.Object
                && node.Config.TryGetProperty("flow", out var named)
                && named.ValueKind == JsonValueKind.String
                && bundle.Flows.TryGetValue(named.GetString()!, out var called) // a string token has one
            )
            {
                var pointer = JsonPointer.Append("/nodes", id) + "/config";
                CheckEntry(called, nodes, pointer, problems);
                var inputs = node.Config.TryGetProperty("inputs", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
                CheckInputs(called, inputs, pointer, problems);
            }
        }
    }

    private static void CheckEntry(FlowDefinition called, NodeCatalog nodes, string pointer, ProblemList problems)
    {
        if (!called.Nodes.Values.Any(n => nodes.TryGet(n.Type, n.Version, out var type) && type.Definition.IsTrigger))
        {
            problems.Error("call.flow", $"{pointer}/flow", $"\"{called.Id}\" has no trigger to begin at. Add a trigger.call to it.");
        }
    }

    private static void CheckInputs(FlowDefinition called, JsonElement given, string pointer, ProblemList problems)
    {
        var wanted = called.Variables.Where(v => v.Value.Role == VariableRole.Input).ToDictionary(StringComparer.Ordinal);
        var names = given.ValueKind == JsonValueKind.Object ? given.EnumerateObject().ToList() : [];
        foreach (var input in names)
        {
            var at = JsonPointer.Append($"{pointer}/inputs", input.Name);
            if (!wanted.TryGetValue(input.Name, out var declared))
            {
                problems.Error(
                    "call.input",
                    at,
                    $"\"{called.Id}\" takes no input \"{input.Name}\".{Spelling.Suggest(input.Name, wanted.Keys)} Remove it, or declare a variable with the role input there."
                );
            }
            else if (input.Value.ValueKind != JsonValueKind.String && !VariableTypes.Fits(declared.Type, input.Value))
            {
                problems.Error("call.type", at, $"\"{called.Id}\" declares \"{input.Name}\" as {declared.Type}. Give a value of that type.");
            }
        }

        foreach (var (name, variable) in wanted)
        {
            if (variable.Default.ValueKind == JsonValueKind.Undefined && names.TrueForAll(n => n.Name != name))
            {
                problems.Error("call.input", $"{pointer}/inputs", $"\"{called.Id}\" needs the input \"{name}\". Give it, or a default there.");
            }
        }
    }
}
