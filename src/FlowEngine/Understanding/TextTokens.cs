using System.Globalization;
using System.Text;

namespace FlowEngine.Understanding;

/// <summary>Texts as the matchers compare them: NFKC, lower case, words without common endings.</summary>
internal static class TextTokens
{
    private static readonly string[] Endings = ["ings", "ing", "ies", "ed", "es", "en", "er", "s", "e", "n"];

    /// <summary>NFKC, lower case, apostrophes dropped, everything but letters, digits and marks one blank.</summary>
    public static string Normalise(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in Compatible(text).EnumerateRunes())
        {
            if (IsApostrophe(rune))
            {
                continue;
            }

            if (IsWord(rune))
            {
                result.Append(Rune.ToLowerInvariant(rune));
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd();
    }

    /// <summary>Stems of the words of a normalised text.</summary>
    public static IEnumerable<string> Stems(string normalised) =>
        normalised.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stem);

    private static string Stem(string word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + 4 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

    public static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Halves of characters have no normal form; runes replace them below.
            return text;
        }
    }

    public static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’' or '`' or '´';

    public static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
