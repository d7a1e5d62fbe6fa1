using System.Text.Json;
using FlowEngine.Running;
using FlowEngine.Understanding;

namespace FlowEngine.Conversing;

/// <summary>Estimates how much a visitor loses patience, from what is seen in the message and what went before.</summary>
internal static class Mood
{
    private const int MostRead = 500;
    private const int ShortestRepeat = 4;
    private const int FewestCapitals = 8;
    private const double Fades = 0.5;

    /// <summary>Takes in a message.</summary>
    /// <param name="before">What the conversation remembers; null for nothing.</param>
    /// <param name="message">The message; a pressed button tells nothing.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <returns>What it remembers now.</returns>
    public static DialogueState Hear(DialogueState? before, TurnInput.Message message, string language)
    {
        var state = before ?? DialogueState.Fresh;
        if (message.Value.ValueKind != JsonValueKind.Undefined)
        {
            return state with { Frustration = Round(state.Frustration * Fades) };
        }

        var text = message.Text.Length <= MostRead ? message.Text : message.Text[..MostRead];
        var said = TextTokens.Normalise(text);
        var phrases = Phrases.Of(language);
        var mark = MarkOf(said, message.Text.Length);
        var repeats = said.Length >= ShortestRepeat && mark == state.LastMessage ? state.Repeats + 1 : 0;
        var calm =
            (1 - (state.Frustration * Fades))
            * (1 - Math.Min(0.35 * repeats, 0.7))
            * (1 - Math.Min(0.15 * (state.Misunderstood + state.Misfits), 0.45))
            * (IsShouted(text) ? 0.7 : 1)
            * (IsExclaimed(text) ? 0.8 : 1)
            * (phrases.Swears(said) ? 0.5 : 1)
            * (phrases.Complains(said) ? 0.65 : 1);
        return state with { Repeats = repeats, LastMessage = mark, Frustration = Round(1 - calm) };
    }

    /// <summary>More than a few letters, nearly all of them capitals; words with digits are codes.</summary>
    private static bool IsShouted(string text)
    {
        var (capitals, smalls) = (0, 0);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Any(char.IsDigit))
            {
                continue;
            }

            capitals += word.Count(char.IsUpper);
            smalls += word.Count(char.IsLower);
        }

        return capitals >= FewestCapitals && capitals >= 4 * smalls;
    }

    private static bool IsExclaimed(string text) =>
        text.Contains("!!", StringComparison.Ordinal) || text.Contains("?!", StringComparison.Ordinal) || text.Contains("!?", StringComparison.Ordinal) || text.Contains("???", StringComparison.Ordinal);

    /// <summary>The same number for the same words (FNV-1a), whatever process reads them.</summary>
    private static uint MarkOf(string said, int length)
    {
        var mark = unchecked(2_166_136_261u ^ (length <= MostRead ? 0u : (uint)length));
        foreach (var letter in said)
        {
            mark = unchecked((mark ^ letter) * 16_777_619u);
        }

        return mark;
    }

    private static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
