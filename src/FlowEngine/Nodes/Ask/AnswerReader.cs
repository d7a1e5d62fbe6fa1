using System.Text.Json;
using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

/// <summary>Reads what a visitor answered.</summary>
internal static class AnswerReader
{
    public const string Text = "text";
    public const string Choice = "choice";
    public const string Confirm = "confirm";
    public const string File = "file";

    /// <summary>What was said: the value of a button that sends a text, else what was typed.</summary>
    public static string SaidIn(TurnInput.Message message) => SaidIn(message.Text, message.Value);

    /// <summary>What was said: the value of a button that sends a text, else what was typed.</summary>
    public static string SaidIn(string text, JsonElement value) =>
        (value.ValueKind == JsonValueKind.String ? value.GetString()! : text).Trim(); // a string token always has a string

    /// <summary>Finds the answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="message">The visitor's message.</param>
    /// <param name="context">The node.</param>
    /// <returns>The value, normalised; undefined when nothing in the message fits.</returns>
    public static JsonElement Read(OpenQuestion question, TurnInput.Message message, NodeContext context)
    {
        if (question.Entity == File)
        {
            return message.Files is [var first, ..] ? first.ToJson() : default;
        }

        if (message.Value.ValueKind == JsonValueKind.Object)
        {
            // A submitted card: the input that is named like the answer, or all of them where any text will do.
            return message.Value.TryGetProperty(question.Name, out var input) ? ReadValue(question, input, context)
                : question.Entity == Text && message.Text.Length == 0 ? message.Value
                : ReadText(question, message.Text.Trim(), context);
        }

        return ReadValue(question, message.Value.ValueKind == JsonValueKind.Undefined ? JsonValues.Of(message.Text) : message.Value, context);
    }

    /// <summary>Finds the answer; of "not blue, green" it is green.</summary>
    public static JsonElement ReadMeant(OpenQuestion question, TurnInput.Message message, NodeContext context) =>
        message.Value.ValueKind == JsonValueKind.Undefined
        && question.Phrases.Contrast(message.Text) is var (right, _)
        && Read(question, new TurnInput.Message(right), context) is { ValueKind: not JsonValueKind.Undefined } answer
            ? answer
            : Read(question, message, context);

    /// <summary>Reads the value of a button or of an input of a card.</summary>
    public static JsonElement ReadValue(OpenQuestion question, JsonElement value, NodeContext context) =>
        (question.Entity, value.ValueKind) switch
        {
            (Confirm, JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => value,
            (_, JsonValueKind.String) => ReadText(question, value.GetString()!.Trim(), context), // a string token always has a string
            (_, JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) => ReadText(question, value.GetRawText(), context),
            _ => default,
        };

    private static JsonElement ReadText(OpenQuestion question, string text, NodeContext context)
    {
        switch (question.Entity)
        {
            case Text:
                return text.Length == 0 ? default : JsonValues.Of(text);
            case Choice:
                var found = ChoiceMatcher.Find(question.ChoiceNames, text, question.Phrases);
                return found < 0 ? default : JsonValues.Of(question.Choices[found]);
            case Confirm:
                return question.Phrases.Decide(text) is { } yes ? JsonSerializer.SerializeToElement(yes)
                    : text is "true" or "false" ? JsonElement.Parse(text)
                    : default;
            default:
                return context.Understanding.Extract(question.Entity, text, context.ReadingOfVisitor) is [var first, ..] ? first.Value : default;
        }
    }
}
