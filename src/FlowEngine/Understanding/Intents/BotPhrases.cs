using System.Security.Cryptography;
using System.Text;
using FlowEngine.Definition;

namespace FlowEngine.Understanding.Intents;

/// <summary>What a bot learns its intents from: its phrases by language, in an order of their own. Immutable.</summary>
public sealed class BotPhrases
{
    /// <summary>Part of <see cref="Hash"/>; grows when the same phrases are learned in another way.</summary>
    private const int WayOfLearning = 1;

    private BotPhrases(IReadOnlyList<PhrasesOfLanguage> byLanguage) => (ByLanguage, Hash) = (byLanguage, HashOf(byLanguage));

    /// <summary>Phrases of each language that has any, the bot's first language first.</summary>
    public IReadOnlyList<PhrasesOfLanguage> ByLanguage { get; }

    /// <summary>The same for the same phrases, in whatever order they stand in the bot. 64 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>Number of phrases.</summary>
    public int Count => ByLanguage.Sum(l => l.Phrases.Count);

    /// <summary>Collects the phrases of a bot; those without a word are left out, and what an intent has twice counts once.</summary>
    /// <param name="bot">The bot.</param>
    public static BotPhrases Of(BotDefinition bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        var first = bot.Languages is [var language, ..] ? language : LanguageGuess.Unknown;
        var all = bot.Intents.SelectMany(i =>
            i.Value.Phrases.Select(text => (Language: first, Phrase: new LabelledPhrase(text, i.Key)))
                .Concat((i.Value.PhrasesIn ?? Nothing).SelectMany(l => l.Value.Select(text => (Language: l.Key, Phrase: new LabelledPhrase(text, i.Key)))))
        );
        return new BotPhrases(
            [
                .. all.Where(p => PhraseWords.Of(p.Phrase.Text).Count > 0)
                    .GroupBy(p => p.Language, p => p.Phrase, StringComparer.OrdinalIgnoreCase)
                    .OrderByDescending(g => string.Equals(g.Key, first, StringComparison.OrdinalIgnoreCase))
                    .ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(g => new PhrasesOfLanguage(g.Key, InOrder(g))),
            ]
        );
    }

    private static Dictionary<string, IReadOnlyList<string>> Nothing { get; } = [];

    private static List<LabelledPhrase> InOrder(IEnumerable<LabelledPhrase> phrases) =>
        [.. phrases.Distinct().OrderBy(p => p.Intent, StringComparer.Ordinal).ThenBy(p => p.Text, StringComparer.Ordinal)];

    private static string HashOf(IReadOnlyList<PhrasesOfLanguage> byLanguage)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, $"{WayOfLearning}");
        foreach (var (language, phrases) in byLanguage)
        {
            Add(hash, language);
            foreach (var (text, intent) in phrases)
            {
                Add(hash, intent);
                Add(hash, text);
            }

            Add(hash, "");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text)
    {
        // The length before the text: no two lists run together to the same bytes.
        hash.AppendData(BitConverter.GetBytes(text.Length));
        hash.AppendData(Encoding.Unicode.GetBytes(text));
    }
}

/// <summary>The phrases of one language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Phrases">Its phrases, by intent and text.</param>
public sealed record PhrasesOfLanguage(string Language, IReadOnlyList<LabelledPhrase> Phrases);
