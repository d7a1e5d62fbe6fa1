namespace FlowEngine.Nodes.Ask;

/// <summary>Asks the visitor for a value.</summary>
public static class AskNode
{
    /// <summary>Most often a question may be asked in a run.</summary>
    public const int MaximumVisits = 20;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<AskConfig>("ask", version: 1)
            .Title("Ask", NodeCategory.Conversation, "Asks a question and waits for an answer that fits.")
            .Card("“{text}” Keeps an {entity} as {saveTo}", "ask")
            .Field(
                c => c.Text,
                "Question",
                "What the visitor reads.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(c => c.Entity, "Expect", "What fits as an answer.", kind: FieldKind.Entity)
            .Field(
                c => c.Choices,
                "Answers to choose from",
                "Shown as buttons, at most 12; for a choice only.",
                kind: FieldKind.TextList,
                expression: true,
                template: true
            )
            .Field(c => c.SaveTo, "Keep the answer in", "Variable that receives the answer.", kind: FieldKind.Variable)
            .Field(
                c => c.Reprompt,
                "When the answer does not fit",
                "What the visitor reads then; leave empty to repeat the question.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(
                c => c.MaxVisits,
                "Ask at most",
                "Times, 1 to 20; counted over the whole run, also when a link leads back here.",
                minimum: 1,
                maximum: MaximumVisits
            )
            .Field(
                c => c.TakeFromMessage,
                "Take it from the first message",
                "Does not ask when the message that started the flow holds exactly one value; for pattern and list entities.",
                advanced: true
            )
            .CannotFail()
            .TakesInput()
            .Output("answered", "answered", "When an answer fits; the output is the answer.", required: true)
            .Output("gaveUp", "gave up", "When it was asked as often as allowed without an answer that fits.", required: true)
            .Error("ask.maxVisits", "The number of tries is out of range; ask 1 to 20 times.")
            .Error("ask.choices", "There are no answers to choose from, or more than 12; list 1 to 12.")
            .Build();
}
