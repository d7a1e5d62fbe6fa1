namespace FlowEngine.Definition;

/// <summary>Reads the declared variables of a flow or a bot.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<string> Types { get; } = ["string", "number", "boolean", "object", "array", "any"];

    public static IReadOnlyList<string> Roles { get; } = ["local", "input", "output"];

    public static OrderedDictionary<string, VariableDefinition> Read(ObjectReader owner, ProblemList problems)
    {
        var variables = new OrderedDictionary<string, VariableDefinition>(StringComparer.Ordinal);
        foreach (var (key, value, at) in owner.Map("variables", Identifiers.IsName, FlowReader.NameSpelling))
        {
            if (ObjectReader.Open(value, at, "a variable", problems) is not { } variable)
            {
                continue;
            }

            var type = variable.Text("type", required: true);
            var role = variable.Text("role");
            variable.TryGet("default", out var initial);
            var description = variable.Text("description");
            variable.Close();
            if (!string.IsNullOrWhiteSpace(type) && !Types.Contains(type))
            {
                problems.Error(
                    "document.value",
                    variable.At("type"),
                    $"There is no type \"{type}\". Use one of {string.Join(", ", Types)}."
                );
            }

            variables[key] = new(type ?? "any", initial, description, RoleOf(role, variable, problems));
        }

        return variables;
    }

    private static VariableRole RoleOf(string? role, ObjectReader variable, ProblemList problems)
    {
        switch (role)
        {
            case null or "local":
                return VariableRole.Local;
            case "input":
                return VariableRole.Input;
            case "output":
                return VariableRole.Output;
            default:
                problems.Error("document.value", variable.At("role"), $"There is no role \"{role}\". Use one of {string.Join(", ", Roles)}.");
                return VariableRole.Local;
        }
    }
}
