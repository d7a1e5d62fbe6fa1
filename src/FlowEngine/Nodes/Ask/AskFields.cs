using System.Text.Json;

namespace FlowEngine.Nodes.Ask;

/// <summary>Fields of the entries of the lists of an ask node.</summary>
internal static class AskFields
{
    public static IReadOnlyList<FieldDefinition> Slot { get; } =
    [
        new("name", "Name", "Name of the answer, such as date; read as nodes.<id>.output.date.", FieldKind.Text, Required: true),
        new("question", "Question", "Asked while the answer is missing.", FieldKind.Multiline, Required: true, Expression: true, Template: true),
        new("entity", "Expect", "What fits as an answer.", FieldKind.Entity, Default: JsonElement.Parse("\"text\"")),
        new("label", "In words", "What the visitor calls it, in the summary and in corrections; leave empty for the name.", FieldKind.Text, Expression: true, Template: true),
        new("choices", "Answers to choose from", "Shown as buttons, at most 12.", FieldKind.TextList, Expression: true, Template: true),
        new("saveTo", "Keep the answer in", "Variable that receives the answer.", FieldKind.Variable),
        new("required", "Needed", "Switch off to let the visitor leave it out.", FieldKind.Boolean, Default: JsonElement.Parse("true")),
        new("valid", "Valid when", "Condition on the answer, such as answer > 0.", FieldKind.Condition, Expression: true),
        new("invalid", "When it is not valid", "What the visitor reads then.", FieldKind.Multiline, Expression: true, Template: true),
    ];

    public static IReadOnlyList<FieldDefinition> Translation { get; } =
    [
        new("language", "Language", "Language tag such as de or pt-BR.", FieldKind.Text, Required: true),
        new("text", "Question", "What the visitor reads.", FieldKind.Multiline, Expression: true, Template: true),
        new("choices", "Answers to choose from", "In the order of the first language; what is kept is the answer in the first language.", FieldKind.TextList, Expression: true, Template: true),
        new("reprompts", "When the answer does not fit", "The first, second, third time and so on, one a line.", FieldKind.TextList, Expression: true, Template: true),
        new("invalid", "When the answer is not valid", "What the visitor reads then.", FieldKind.Multiline, Expression: true, Template: true),
        new("questions", "Questions of the form", "In the order of the form, one a line.", FieldKind.TextList, Expression: true, Template: true),
        new("labels", "Answers of the form in words", "In the order of the form, one a line.", FieldKind.TextList, Expression: true, Template: true),
    ];
}
