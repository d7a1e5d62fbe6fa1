namespace FlowEngine.Nodes.Validate;

/// <summary>Checks a value against a JSON Schema.</summary>
public static class ValidateNode
{
    internal const string Valid = "valid";
    internal const string Invalid = "invalid";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<ValidateConfig>("validate", version: 1)
            .Title("Check with a schema", NodeCategory.Data, "Checks a value against a JSON Schema.")
            .Card("Checks {value}", "check-circle")
            .Field(c => c.Value, "Value", "What is checked, such as =nodes.request.output.", expression: true)
            .Field(
                c => c.Schema,
                "JSON Schema",
                "What the value must be like, such as { \"type\": \"object\", \"required\": [\"id\"] }. References stay inside the schema; nothing is fetched."
            )
            .Output(Valid, "valid", "When the value is as it must be.")
            .Output(Invalid, "invalid", "When it is not; the output is a list of { pointer, message }, at most 50.")
            .Errors(SchemaRules.Errors)
            .Build();
}
