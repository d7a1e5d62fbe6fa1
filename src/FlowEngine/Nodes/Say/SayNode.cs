namespace FlowEngine.Nodes.Say;

/// <summary>Says something to the visitor.</summary>
public static class SayNode
{
    /// <summary>Longest message. Unit: characters.</summary>
    public const int MaximumLength = 4_000;

    /// <summary>Most buttons under a message.</summary>
    public const int MaximumButtons = 12;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SayConfig>("say", version: 1)
            .Title("Say", NodeCategory.Conversation, "Says something to the visitor.")
            .Card("“{text}”", "say")
            .Field(
                c => c.Text,
                "Message",
                "What the visitor reads, at most 4,000 characters.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(
                c => c.Buttons,
                "Buttons",
                "Suggested answers under the message, at most 12.",
                kind: FieldKind.TextList,
                expression: true,
                template: true,
                advanced: true
            )
            .CannotFail()
            .Output("next", "next", "When the message is said.")
            .Error("say.length", "The message is longer than 4,000 characters; split it into several.")
            .Error("say.buttons", "There are more than 12 buttons; leave some out.")
            .Build();
}
