namespace FlowEngine.Nodes.Ask;

/// <summary>Asks the visitor for a value, or for several in a form.</summary>
public static class AskNode
{
    /// <summary>Most often a question may be asked in a run.</summary>
    public const int MaximumVisits = 20;

    /// <summary>Most questions of a form.</summary>
    public const int MaximumSlots = 12;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<AskConfig>("ask", version: 1)
            .Title("Ask", NodeCategory.Conversation, "Asks a question, or several in a form, and waits for an answer that fits.")
            .Card("“{text}” Keeps an {entity} as {saveTo}", "ask")
            .Field(
                c => c.Text,
                "Question",
                "What the visitor reads; for a form, what opens it.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(c => c.Entity, "Expect", "What fits as an answer.", kind: FieldKind.Entity)
            .Field(
                c => c.Choices,
                "Answers to choose from",
                "Shown as buttons, at most 12; also taken when typed, numbered, or with a typing mistake.",
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
                "Times, 1 to 20; counted over the whole run, also when a link leads back here. In a form, for each question.",
                minimum: 1,
                maximum: MaximumVisits
            )
            .Field(
                c => c.TakeFromMessage,
                "Take it from the first message",
                "Does not ask when the message that started the flow holds exactly one value; for pattern and list entities, and for forms.",
                advanced: true
            )
            .Field(
                c => c.Reprompts,
                "When it does not fit again",
                "What the visitor reads the second, the third time and so on, one a line.",
                kind: FieldKind.TextList,
                expression: true,
                template: true,
                advanced: true
            )
            .Field(
                c => c.Synonyms,
                "Other names of answers",
                "By answer, other names with commas between.",
                kind: FieldKind.Map,
                advanced: true
            )
            .Field(
                c => c.Valid,
                "Valid when",
                "Condition on the answer, such as answer > 0.",
                kind: FieldKind.Condition,
                expression: true,
                advanced: true
            )
            .Field(
                c => c.Invalid,
                "When the answer is not valid",
                "What the visitor reads then; leave empty for the same as when it does not fit.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true,
                advanced: true
            )
            .Field(c => c.Skippable, "May be left out", "Offers to skip the question; the answer is the default then.", advanced: true)
            .Field(
                c => c.DefaultAnswer,
                "Default answer",
                "The answer when the question is left out; leave empty for none.",
                kind: FieldKind.Value,
                expression: true,
                template: true,
                advanced: true
            )
            .Field(c => c.Cancellable, "May be cancelled", "Leaves by cancelled when the visitor says that they want to stop.", advanced: true)
            .Field(
                c => c.Slots,
                "Questions of a form",
                "Asks for all of these, at most 12; one message may answer or correct several.",
                kind: FieldKind.List,
                advanced: true,
                fields: AskFields.Slot
            )
            .Field(c => c.Confirm, "Confirm the form", "Shows the answers of the form at its end and asks whether they are right.", advanced: true)
            .Field(
                c => c.Summary,
                "Summary of the form",
                "What is shown then, the answers being read as answer; leave empty for a line each.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true,
                advanced: true
            )
            .Field(
                c => c.Translations,
                "Other languages",
                "The question in the bot's other languages; the language of the conversation decides.",
                kind: FieldKind.List,
                advanced: true,
                fields: AskFields.Translation
            )
            .TakesInput()
            .Output("answered", "answered", "When an answer fits; the output is the answer, for a form an object with all of them.", required: true)
            .Output("gaveUp", "gave up", "When it was asked as often as allowed without an answer that fits.", required: true)
            .Ports(AskPorts.Of)
            .Error("ask.maxVisits", "The number of tries is out of range; ask 1 to 20 times.")
            .Error("ask.choices", "There are no answers to choose from, or more than 12; list 1 to 12.")
            .Error("ask.slots", "A form has more than 12 questions; split it into two.")
            .Error("ask.slotName", "A question of the form has no fitting name, or two have the same.")
            .Error("ask.language", "A translation has no language, or two have the same.")
            .Build();
}
