using System.Collections.Frozen;
using FlowEngine.Understanding.Intents;

namespace FlowEngine.Understanding;

/// <summary>Tells the language of texts by the small words that every sentence has.</summary>
public static class LanguageGuess
{
    /// <summary>Tag of a language that is not known.</summary>
    public const string Unknown = "und";

    private static readonly FrozenDictionary<string, FrozenSet<string>> SmallWords = new Dictionary<string, FrozenSet<string>>
    {
        ["en"] = Words("the a an is are was do does did i you he she it we they my your of to in on for with and or not what when where how why can could will would please have has this that me"),
        ["de"] = Words("der die das ein eine einen ist sind war bin ich du er sie es wir ihr mein meine dein von zu in im am auf für mit und oder nicht was wann wo wie warum kann können wird würde bitte habe hat dieser diese dass mir mich wurde den dem"),
    }.ToFrozenDictionary();

    /// <summary>Guesses one language for all of the texts.</summary>
    /// <param name="texts">Texts in one language.</param>
    /// <returns><c>en</c>, <c>de</c>, or <see cref="Unknown"/> when few of their words are either.</returns>
    public static string Of(IEnumerable<string> texts)
    {
        var counts = SmallWords.ToDictionary(l => l.Key, _ => 0, StringComparer.Ordinal);
        var all = 0;
        foreach (var word in texts.SelectMany(PhraseWords.Of))
        {
            all++;
            foreach (var (language, words) in SmallWords)
            {
                counts[language] += words.Contains(word) ? 1 : 0;
            }
        }

        var (best, count) = counts.MaxBy(c => c.Value);
        return count * 10 >= all && count > 0 ? best : Unknown;
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
