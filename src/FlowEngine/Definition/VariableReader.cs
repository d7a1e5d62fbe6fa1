namespace FlowEngine.Definition;

/// <summary>Reads the declared variables of a flow or a bot.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<string> Types { get; } = ["string", "number", "boolean", "object", "array", "any"];

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

            variables[key] = new(type ?? "any", initial, description);
        }

        return variables;
    }
}
