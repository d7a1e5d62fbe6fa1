namespace FlowEngine.Nodes.CallFlow;

/// <summary>Runs another flow of the bot and comes back.</summary>
public static class CallNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "call";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<CallConfig>(Type, version: 1)
            .Title("Call a flow", NodeCategory.Logic, "Runs another flow of this bot with inputs, waits for it and gets its outputs.")
            .Card("Runs the flow {flow}", "call")
            .Field(c => c.Flow, "Flow", "The flow to run; it begins at its trigger “When called”.", kind: FieldKind.Flow)
            .Field(
                c => c.Inputs,
                "Inputs",
                "Values for the variables of that flow whose role is input, by name.",
                kind: FieldKind.Map,
                expression: true,
                template: true
            )
            .Field(
                c => c.SaveTo,
                "Save to",
                "Variable that receives an object with the outputs of that flow.",
                kind: FieldKind.Variable,
                advanced: true
            )
            .OpensParts()
            .Output("next", "next", "When that flow has ended, with its outputs.")
            .Error("call.flow", "The flow is not there or has no trigger to begin at.")
            .Error("call.input", "An input is missing, or the flow has none of that name.")
            .Error("call.type", "An input has not the type that the flow declares.")
            .Error("call.depth", "Too many flows have called each other; one probably calls itself without end.")
            .Build();
}
