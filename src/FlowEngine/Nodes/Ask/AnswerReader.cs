using System.Globalization;
using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

/// <summary>Reads what a visitor answered.</summary>
internal static class AnswerReader
{
    public const string Text = "text";
    public const string Choice = "choice";

    /// <summary>Finds the answer.</summary>
    /// <returns>The value, normalised; undefined when nothing in the message fits.</returns>
    public static JsonElement Read(AskConfig config, TurnInput.Message message, NodeContext context)
    {
        var text = (message.Value.ValueKind == JsonValueKind.String ? message.Value.GetString()! : message.Text).Trim(); // a string token always has a string
        return config.Entity switch
        {
            Text => text.Length == 0 ? default : JsonValues.Of(text),
            Choice => Find(config.Choices ?? [], text) is { } choice ? JsonValues.Of(choice) : default,
            _ => context.Understanding.Extract(config.Entity, text, context.Reading) is [var first, ..] ? first.Value : default,
        };
    }

    /// <summary>The choice that was written out, numbered, or is the only one named by part or within a sentence.</summary>
    private static string? Find(IReadOnlyList<string> choices, string text)
    {
        foreach (var choice in choices)
        {
            if (string.Equals(choice.Trim(), text, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= choices.Count ? choices[number - 1] : null;
        }

        string? named = null;
        foreach (var choice in choices)
        {
            if (IsNamed(choice.Trim(), text) || IsNamed(text, choice))
            {
                if (named is not null)
                {
                    return null;
                }

                named = choice;
            }
        }

        return named;
    }

    private static bool IsNamed(string choice, string text)
    {
        for (var at = 0; choice.Length > 0 && (at = text.IndexOf(choice, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + choice.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
