namespace FlowEngine.Nodes.Handoff;

/// <summary>Hands the conversation over to a human agent and ends the run.</summary>
public static class HandoffNode
{
    /// <summary>Longest name of a team or skill. Unit: characters.</summary>
    public const int MaximumQueue = 100;

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
            .Field(c => c.Queue, "Team or skill", "Who should take it, such as billing; leave empty for any agent.", expression: true, template: true)
            .Field(
                c => c.Summary,
                "Summary",
                "What has happened so far, as a note that only agents see.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(
                c => c.Variables,
                "Values to show",
                "Names of variables whose values the agent reads below the summary, one a line.",
                kind: FieldKind.TextList,
                advanced: true
            )
            .Field(
                c => c.Translations,
                "Other languages",
                "The message in the bot's other languages; the language of the conversation decides.",
                kind: FieldKind.List,
                advanced: true,
                fields:
                [
                    new FieldDefinition("language", "Language", "Language tag such as de or pt-BR.", FieldKind.Text, Required: true),
                    new FieldDefinition("text", "Message", "What the visitor reads.", FieldKind.Multiline, Required: true, Expression: true, Template: true),
                ]
            )
            .Error("handoff.queue", "The name of the team or skill is longer than 100 characters; shorten it.")
            .Error("handoff.language", "A translation has no language, or two have the same.")
            .Build();
}
