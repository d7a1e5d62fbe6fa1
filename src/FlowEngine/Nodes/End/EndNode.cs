namespace FlowEngine.Nodes.End;

/// <summary>Ends the run.</summary>
public static class EndNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<EndConfig>("end", version: 1)
            .Title("End", NodeCategory.Logic, "Ends the run; the visitor's next message starts a new one.")
            .Card("Ends here", "end")
            .CannotFail()
            .Build();
}
