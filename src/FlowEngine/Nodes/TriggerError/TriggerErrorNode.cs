namespace FlowEngine.Nodes.TriggerError;

/// <summary>Takes the errors of a flow that no node and no scope has handled.</summary>
public static class TriggerErrorNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "trigger.error";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TriggerErrorConfig>(Type, version: 1)
            .Title(
                "On error",
                NodeCategory.Trigger,
                "Takes over when a node of this flow fails and neither its error port nor a try scope around it handles that."
            )
            .Card("Takes over when a node fails", "error")
            .Trigger()
            .Output("next", "next", "With the error: code, message and the id of the node.", required: true)
            .Shape("{ code: string, message: string, node: string }")
            .Build();
}
