namespace FlowEngine.Nodes.Menu;

/// <summary>Shows choices and goes the way of the one that is taken.</summary>
public static class MenuNode
{
    /// <summary>Most choices.</summary>
    public const int MaximumChoices = 12;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<MenuConfig>("menu", version: 1)
            .Title("Menu", NodeCategory.Conversation, "Shows choices as buttons and goes the way of the one that is taken.")
            .Card("“{text}” {choices}", "menu")
            .Field(
                c => c.Text,
                "Question",
                "What the visitor reads above the choices.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(
                c => c.Choices,
                "Choices",
                "Buttons with a way of their own, 1 to 12; also taken when typed, numbered, or with a typing mistake.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition("port", "Name", "Name of the way, with letters and digits.", FieldKind.Text, Required: true),
                    new FieldDefinition("title", "Title", "Word on the button.", FieldKind.Text, Required: true, Expression: true, Template: true),
                    new FieldDefinition("synonyms", "Other names", "What else means it, one a line.", FieldKind.TextList, Expression: true, Template: true),
                ]
            )
            .Field(c => c.SaveTo, "Keep the choice in", "Variable that receives the name of the way.", kind: FieldKind.Variable)
            .Field(
                c => c.Reprompt,
                "When the answer does not fit",
                "What the visitor reads then; leave empty to repeat the question.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
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
                c => c.MaxVisits,
                "Show at most",
                "Times, 1 to 20; counted over the whole run, also when a link leads back here.",
                minimum: 1,
                maximum: Ask.AskNode.MaximumVisits
            )
            .Field(c => c.AcceptOther, "Take anything else", "Leaves by other when an answer fits no choice, instead of asking again.", advanced: true)
            .Field(
                c => c.Translations,
                "Other languages",
                "The menu in the bot's other languages; the language of the conversation decides.",
                kind: FieldKind.List,
                advanced: true,
                fields:
                [
                    new FieldDefinition("language", "Language", "Language tag such as de or pt-BR.", FieldKind.Text, Required: true),
                    new FieldDefinition("text", "Question", "What the visitor reads.", FieldKind.Multiline, Expression: true, Template: true),
                    new FieldDefinition("titles", "Titles", "In the order of the choices, one a line.", FieldKind.TextList, Expression: true, Template: true),
                    new FieldDefinition("reprompts", "When the answer does not fit", "The first, second, third time and so on, one a line.", FieldKind.TextList, Expression: true, Template: true),
                ]
            )
            .TakesInput()
            .Ports(MenuPorts.Of)
            .Error("menu.choices", "There are no choices, or more than 12; list 1 to 12.")
            .Error("menu.ports", "Two choices have the same name; give each its own.")
            .Error("menu.port", "A choice has no fitting name; use letters and digits, starting with a small letter, not other, gaveUp or error.")
            .Error("menu.title", "A choice has no title; it is the word on the button.")
            .Error("menu.maxVisits", "The number of tries is out of range; show the menu 1 to 20 times.")
            .Error("menu.language", "A translation has no language, or two have the same.")
            .Build();
}
