using FlowEngine.Expressions.Templates;

namespace FlowEngine.Nodes.Say;

/// <summary>Fields of the entries of the lists of a say node.</summary>
internal static class SayFields
{
    public static IReadOnlyList<FieldDefinition> Card { get; } =
    [
        new("title", "Title", "Heading of the card.", FieldKind.Text, Required: true, Expression: true, Template: true),
        new("text", "Text", "What the card says.", FieldKind.Multiline, Expression: true, Template: true),
        new("imageUrl", "Picture", "Address of a picture, http or https.", FieldKind.Text, Expression: true, Template: true, Encoding: TextEncoding.Url),
        new("imageAlt", "Picture in words", "What the picture shows.", FieldKind.Text, Expression: true, Template: true),
        new(
            "buttons",
            "Buttons",
            "What can be done, at most 6.",
            FieldKind.List,
            Fields:
            [
                new("title", "Title", "Word on the button.", FieldKind.Text, Required: true, Expression: true, Template: true),
                new("value", "Sends", "Text that is sent when it is pressed; leave empty for the title.", FieldKind.Text, Expression: true, Template: true),
                new("url", "Opens", "Address that is opened instead, http or https.", FieldKind.Text, Expression: true, Template: true, Encoding: TextEncoding.Url),
            ]
        ),
    ];

    public static IReadOnlyList<FieldDefinition> Translation { get; } =
    [
        new("language", "Language", "Language tag such as de or pt-BR.", FieldKind.Text, Required: true),
        new("text", "Message", "What the visitor reads.", FieldKind.Multiline, Expression: true, Template: true),
        new("variants", "Other wordings", "One a line.", FieldKind.TextList, Expression: true, Template: true),
        new("buttons", "Buttons", "Leave empty for those of the first language.", FieldKind.TextList, Expression: true, Template: true),
    ];
}
