namespace FlowEngine.Nodes.Handoff;

/// <summary>Hands the conversation over to a human agent and ends the run.</summary>
public static class HandoffNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<HandoffConfig>("handoff", version: 1)
            .Title("Hand over", NodeCategory.Human, "Hands the conversation over to an agent; the bot is quiet from then on.")
            .Card("Hands over: {reason}", "handoff")
            .Field(c => c.Reason, "Reason", "What the agent reads first.", expression: true, template: true)
            .Field(
                c => c.Text,
                "Message",
                "What the visitor reads; leave empty for nothing.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .CannotFail()
            .Build();
}
