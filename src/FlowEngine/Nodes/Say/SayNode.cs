using FlowEngine.Expressions.Templates;

namespace FlowEngine.Nodes.Say;

/// <summary>Says something to the visitor.</summary>
public static class SayNode
{
    /// <summary>Longest message. Unit: characters.</summary>
    public const int MaximumLength = 4_000;

    /// <summary>Most buttons under a message.</summary>
    public const int MaximumButtons = 12;

    /// <summary>Most other wordings of a message.</summary>
    public const int MaximumVariants = 20;

    /// <summary>Most cards side by side.</summary>
    public const int MaximumCards = 10;

    /// <summary>Most buttons of a card.</summary>
    public const int MaximumCardButtons = 6;

    /// <summary>Longest title of a card or of one of its buttons. Unit: characters.</summary>
    public const int MaximumTitle = 200;

    /// <summary>Longest text of a card. Unit: characters.</summary>
    public const int MaximumCardText = 2_000;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SayConfig>("say", version: 1)
            .Title("Say", NodeCategory.Conversation, "Says something to the visitor: words, a picture, a file, cards.")
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
                c => c.Variants,
                "Other wordings",
                "One of all wordings is said, not the same twice in a row. One a line.",
                kind: FieldKind.TextList,
                expression: true,
                template: true,
                advanced: true
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
            .Field(c => c.ImageUrl, "Picture", "Address of a picture, http or https; a whole address from data as a formula, =vars.product.image.", expression: true, template: true, advanced: true, encoding: TextEncoding.Url)
            .Field(c => c.ImageAlt, "Picture in words", "What the picture shows, for those who do not see it.", expression: true, template: true, advanced: true)
            .Field(c => c.FileUrl, "File", "Address of a file, http or https; a whole address from data as a formula.", expression: true, template: true, advanced: true, encoding: TextEncoding.Url)
            .Field(c => c.FileName, "Name of the file", "Leave empty for the name in its address.", expression: true, template: true, advanced: true)
            .Field(
                c => c.Cards,
                "Cards",
                "One card, or up to 10 side by side; as a formula, a list of objects with the same members.",
                kind: FieldKind.List,
                expression: true,
                advanced: true,
                fields: SayFields.Card
            )
            .Field(
                c => c.AdaptiveCard,
                "Adaptive Card",
                "JSON of an Adaptive Card, at most 28 kB; texts in it take formulas and values.",
                kind: FieldKind.Json,
                expression: true,
                template: true,
                advanced: true
            )
            .Field(
                c => c.FallbackText,
                "Adaptive Card in words",
                "For channels that cannot show the card; leave empty for the words on it.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true,
                advanced: true
            )
            .Field(
                c => c.Translations,
                "Other languages",
                "The message in the bot's other languages; the language of the conversation decides.",
                kind: FieldKind.List,
                advanced: true,
                fields: SayFields.Translation
            )
            .Output("next", "next", "When the message is said.")
            .Error("say.empty", "The message is blank and nothing goes with it, so that nothing is said; a warning.")
            .Error("say.length", "The message is longer than 4,000 characters; split it into several.")
            .Error("say.variants", "There are more than 20 other wordings; leave some out.")
            .Error("say.buttons", "There are more than 12 buttons; leave some out.")
            .Error("say.address", "An address is not an absolute http or https address, has a user name in it or is longer than 2,000 characters.")
            .Error("say.cards", "There are more than 10 cards; leave some out.")
            .Error("say.card", "A card has no title, a title or text that is too long, or more than 6 buttons.")
            .Error("say.cardButton", "A button of a card has no title, or an address that is not http or https.")
            .Error("say.adaptiveCard", "The Adaptive Card is no such object, is larger than 28 kB or holds an address that is not http or https.")
            .Error("say.language", "A translation has no language, or two have the same.")
            .Build();
}
