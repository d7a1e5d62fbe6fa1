namespace FlowEngine.Nodes.TriggerCall;

/// <summary>Where a flow begins that another flow calls.</summary>
public static class TriggerCallNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "trigger.call";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TriggerCallConfig>(Type, version: 1)
            .Title(
                "When called",
                NodeCategory.Trigger,
                "Starts when another flow calls this one. Variables with the role input are given, those with the role output are handed back."
            )
            .Card("Starts when another flow calls", "call")
            .Trigger()
            .Output("next", "next", "At once.", required: true)
            .Build();
}
