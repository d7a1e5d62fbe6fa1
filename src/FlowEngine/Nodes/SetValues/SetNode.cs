namespace FlowEngine.Nodes.SetValues;

/// <summary>Sets variables.</summary>
public static class SetNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SetConfig>("set", version: 1)
            .Title("Set values", NodeCategory.Data, "Sets variables of the flow or the bot.")
            .Card("Sets {values}", "set")
            .Field(
                c => c.Values,
                "Values",
                "What to keep, by variable name; a value sees those before it. When one fails, those before it stay set.",
                kind: FieldKind.Map,
                expression: true,
                template: true
            )
            .Output("next", "next", "When the values are set.")
            .Error("set.name", "A variable has no fitting name; start with a small letter and use letters and digits only.")
            .Build();
}
