namespace FlowEngine.Nodes.Break;

/// <summary>Leaves the loop around it.</summary>
public static class BreakNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "break";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<BreakConfig>(Type, version: 1)
            .Title("Leave the loop", NodeCategory.Logic, "Ends the innermost loop around it; the flow goes on behind the loop's done.")
            .Card("Leaves the loop", "break")
            .CannotFail()
            .Error("break.outside", "There is no loop around the node, or only outside of a parallel branch or a called flow.")
            .Build();
}
