using System.Text;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowEngine.Understanding.Intents;

namespace FlowDesigner.Web.Understanding;

/// <summary>Changes of a bot's phrases.</summary>
internal static class PhraseEdits
{
    /// <summary>Phrases of an intent in one language.</summary>
    public static IReadOnlyList<string> Of(BotDefinition bot, string intent, string language) =>
        !bot.Intents.TryGetValue(intent, out var found) ? []
        : IsFirst(bot, language) ? found.Phrases
        : found.PhrasesIn?.GetValueOrDefault(language) ?? [];

    /// <summary>The bot with other phrases of an intent in one language; an intent that it does not have is added.</summary>
    public static BotDefinition With(BotDefinition bot, string intent, string language, IReadOnlyList<string> phrases)
    {
        var before = bot.Intents.GetValueOrDefault(intent) ?? new IntentDefinition([]);
        var after = IsFirst(bot, language) ? before with { Phrases = phrases } : before with { PhrasesIn = In(before, language, phrases) };
        return bot with { Intents = Ordered.With(bot.Intents, intent, after) };
    }

    /// <summary>The bot with one more phrase, unless the intent has it already.</summary>
    public static BotDefinition Add(BotDefinition bot, string intent, string language, string phrase)
    {
        var spoken = LanguageOf(bot, language);
        var phrases = Of(bot, intent, spoken);
        var key = PhraseKey.Of(phrase);
        return bot.Intents.ContainsKey(intent) && phrases.Any(p => PhraseKey.Of(p) == key) ? bot : With(bot, intent, spoken, [.. phrases, phrase]);
    }

    /// <summary>The bot with the phrases of a table added; what it has already stays once.</summary>
    /// <returns>The bot, with how many phrases and intents are new.</returns>
    public static (BotDefinition Bot, int Phrases, int Intents) Import(BotDefinition bot, IEnumerable<PhraseRow> rows)
    {
        var (phrases, intents) = (0, 0);
        foreach (var ofIntent in rows.Where(r => IdOf(r.Intent).Length > 0).GroupBy(r => (Intent: IdOf(r.Intent), Language: LanguageOf(bot, r.Language))))
        {
            var (intent, language) = ofIntent.Key;
            intents += bot.Intents.ContainsKey(intent) ? 0 : 1;
            var known = Of(bot, intent, language);
            var keys = known.Select(PhraseKey.Of).ToHashSet(StringComparer.Ordinal);
            List<string> added = [.. ofIntent.Select(r => r.Text).Where(t => t.Length <= LongestPhrase && keys.Add(PhraseKey.Of(t)))];
            phrases += added.Count;
            bot = With(bot, intent, language, [.. known, .. added]);
        }

        return (bot, phrases, intents);
    }

    /// <summary>Longest phrase. Unit: characters.</summary>
    public const int LongestPhrase = 500;

    /// <summary>All phrases as a table.</summary>
    public static IEnumerable<PhraseRow> Table(BotDefinition bot) =>
        bot.Intents.SelectMany(i => bot.Languages.SelectMany(l => Of(bot, i.Key, l).Select(p => new PhraseRow(p, i.Key, l))));

    /// <summary>The language of the bot that a tag means; its first where it speaks none like it.</summary>
    public static string LanguageOf(BotDefinition bot, string tag)
    {
        var main = tag.Split('-')[0];
        return bot.Languages.FirstOrDefault(l => string.Equals(l, tag, StringComparison.OrdinalIgnoreCase))
            ?? bot.Languages.FirstOrDefault(l => string.Equals(l.Split('-')[0], main, StringComparison.OrdinalIgnoreCase))
            ?? bot.Languages[0];
    }

    /// <summary>A name as the id of an intent: <c>Order status</c> and <c>order_status</c> are <c>orderStatus</c>.</summary>
    /// <param name="name">What somebody typed.</param>
    /// <returns>The id; empty when the name has no letter of the Latin alphabet to begin with.</returns>
    public static string IdOf(string name)
    {
        var id = new StringBuilder();
        var isNewWord = false;
        foreach (var character in name.Normalize(NormalizationForm.FormKD).Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark))
        {
            if (!char.IsAsciiLetterOrDigit(character) || (id.Length == 0 && char.IsAsciiDigit(character)))
            {
                isNewWord = id.Length > 0;
                continue;
            }

            id.Append(
                id.Length == 0 ? char.ToLowerInvariant(character)
                : isNewWord ? char.ToUpperInvariant(character)
                : character
            );
            isNewWord = false;
        }

        return id.ToString(0, Math.Min(id.Length, Identifiers.MaximumLength));
    }

    private static bool IsFirst(BotDefinition bot, string language) => string.Equals(bot.Languages[0], language, StringComparison.OrdinalIgnoreCase);

    private static OrderedDictionary<string, IReadOnlyList<string>>? In(IntentDefinition intent, string language, IReadOnlyList<string> phrases)
    {
        var all = intent.PhrasesIn is { } before ? Ordered.Copy(before) : [];
        all.Remove(language);
        if (phrases.Count > 0)
        {
            all[language] = phrases;
        }

        return all.Count > 0 ? all : null;
    }
}
