using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>Checks that variables start with values of their own type and hold no secrets.</summary>
internal static class VariableRules
{
    public static void Check(IReadOnlyDictionary<string, VariableDefinition> variables, ProblemList problems)
    {
        foreach (var (name, variable) in variables)
        {
            var pointer = $"/variables/{name}/default";
            if (!Fits(variable))
            {
                problems.Error(
                    "variable.default",
                    pointer,
                    $"\"{name}\" is of type {variable.Type} but starts as {ObjectReader.Kind(variable.Default)}. Make both the same."
                );
            }

            SecretRules.Check(variable.Default, pointer, problems);
        }
    }

    private static bool Fits(VariableDefinition variable) =>
        variable.Default.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.String => variable.Type is "string" or "any",
            JsonValueKind.Number => variable.Type is "number" or "any",
            JsonValueKind.Object => variable.Type is "object" or "any",
            JsonValueKind.Array => variable.Type is "array" or "any",
            _ => variable.Type is "boolean" or "any",
        };
}
