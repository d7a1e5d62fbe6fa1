using System.Globalization;
using System.Text;

namespace FlowEngine.Understanding.Intents;

/// <summary>
/// The words of a phrase as a classifier compares them: NFKC, lower case, without apostrophes, digits as 0. A sign that says
/// much (<c>? $ % € £</c>) and each character of scripts that write no blanks are words of their own.
/// </summary>
internal static class PhraseWords
{
    /// <summary>Splits a phrase.</summary>
    /// <param name="text">What somebody wrote.</param>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in TextTokens.Compatible(text).EnumerateRunes())
        {
            // Marks that order or join characters (right-to-left override, zero-width joiner) are no part of a word's spelling.
            if (TextTokens.IsApostrophe(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                continue;
            }

            if (IsAlone(rune))
            {
                End(words, word);
                words.Add(rune.ToString());
            }
            else if (TextTokens.IsWord(rune))
            {
                word.Append(Rune.IsDigit(rune) ? new Rune('0') : Rune.ToLowerInvariant(rune));
            }
            else
            {
                End(words, word);
            }
        }

        End(words, word);
        return words;
    }

    /// <summary>A word without its commonest endings, so that forms of it count as one.</summary>
    /// <param name="word">A word of <see cref="Of"/>.</param>
    /// <param name="language">BCP 47 tag; only English and German endings are known.</param>
    public static string Stem(string word, string language) =>
        IsOf(language, "en") ? StemOfEnglish(word)
        : IsOf(language, "de") ? StemOfGerman(word)
        : word;

    private static bool IsOf(string tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');

    private static string StemOfEnglish(string word)
    {
        if (word.Length < 4)
        {
            return word;
        }

        if (Ends(word, "ies") && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        if (Ends(word, "sses"))
        {
            return word[..^2];
        }

        if (Ends(word, "s") && !Ends(word, "ss") && !Ends(word, "us") && !Ends(word, "is"))
        {
            word = word[..^1];
        }

        var ending = Ends(word, "ing") && word.Length > 5 ? 3 : Ends(word, "ed") && word.Length > 4 ? 2 : 0;
        if (ending > 0)
        {
            word = word[..^ending];
            word = word.Length > 3 && word[^1] == word[^2] ? word[..^1] : word;
        }

        return Ends(word, "e") && word.Length > 3 ? word[..^1] : word;
    }

    private static string StemOfGerman(string word)
    {
        var ending = word.Length < 5 ? 0
            : Ends(word, "ern") ? 3
            : Ends(word, "en") || Ends(word, "er") || Ends(word, "es") || Ends(word, "em") ? 2
            : Ends(word, "e") || Ends(word, "n") || Ends(word, "s") ? 1
            : 0;
        return word.Length - ending >= 3 ? word[..^ending] : word;
    }

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static bool IsAlone(Rune rune) =>
        rune.Value is '?' or '$' or '%' or '€' or '£'
        || (rune.Value is (>= 0x2E80 and < 0xAC00) or (>= 0xF900 and < 0xFB00) or (>= 0x20000 and < 0x30000) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter);

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
