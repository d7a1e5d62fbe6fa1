using System.Globalization;
using FlowEngine.Connecting;
using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>Checks a bot without its flows.</summary>
internal static class BotRules
{
    public static void Check(BotDefinition bot, ConnectorCatalog connectors, ProblemList problems)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(bot.TimeZone, out _))
        {
            problems.Error("bot.timeZone", "/timeZone", $"There is no time zone \"{bot.TimeZone}\". Use a name such as Europe/Berlin.");
        }

        CheckLanguages(bot, problems);
        CheckIntents(bot, problems);
        EntityRules.Check(bot, problems);

        foreach (var (name, connector) in bot.Connections)
        {
            if (!connectors.TryGet(connector, out _))
            {
                var known = connectors.All.Select(c => c.Key);
                problems.Error(
                    "connection.connector",
                    $"/connections/{name}",
                    $"There is no connector \"{connector}\" here.{Spelling.Suggest(connector, known)} Choose another or install it."
                );
            }
        }

        SecondOpinionRules.Check(bot, connectors, problems);
        VariableRules.Check(bot.Variables, problems);
        foreach (var (key, settings) in bot.Channels)
        {
            SecretRules.Check(settings, $"/channels/{key}", problems);
        }
    }

    private static void CheckLanguages(BotDefinition bot, ProblemList problems)
    {
        for (var i = 0; i < bot.Languages.Count; i++)
        {
            if (!IsLanguage(bot.Languages[i]))
            {
                problems.Error(
                    "bot.language",
                    string.Create(CultureInfo.InvariantCulture, $"/languages/{i}"),
                    $"There is no language \"{bot.Languages[i]}\". Use a tag such as en or de-CH."
                );
            }
        }
    }

    private static bool IsLanguage(string tag)
    {
        try
        {
            // The empty name is the invariant culture, which is no language.
            return tag.Length > 0 && CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static void CheckIntents(BotDefinition bot, ProblemList problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, intent) in bot.Intents)
        {
            if (intent.Count == 0)
            {
                problems.Warning("intent.empty", $"/intents/{id}/phrases", $"The intent \"{id}\" has no phrases, so nothing matches it. Add some.");
            }

            CheckPhrases(id, intent.Phrases, $"/intents/{id}/phrases", owners, problems);
            foreach (var (language, phrases) in intent.PhrasesIn ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                var pointer = $"/intents/{id}/phrasesIn/{language}";
                if (!bot.Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
                {
                    problems.Warning("intent.language", pointer, $"The bot does not speak \"{language}\". Add it to the languages of the bot.");
                }

                CheckPhrases(id, phrases, pointer, owners, problems);
            }
        }
    }

    private static void CheckPhrases(
        string id,
        IReadOnlyList<string> phrases,
        string list,
        Dictionary<string, string> owners,
        ProblemList problems
    )
    {
        for (var i = 0; i < phrases.Count; i++)
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"{list}/{i}");
            var phrase = Normal(phrases[i]);
            if (phrase.Length == 0)
            {
                problems.Warning("intent.phrase", pointer, "The phrase is empty. Remove it.");
            }
            else if (!owners.TryAdd(phrase, id))
            {
                var message =
                    owners[phrase] == id
                        ? $"The intent \"{id}\" has this phrase twice. Remove one."
                        : $"The intent \"{owners[phrase]}\" has this phrase too, so neither can be told from the other. Keep it in one of them.";
                problems.Warning("intent.phrase", pointer, message);
            }
        }
    }

    private static string Normal(string phrase) =>
        string.Join(' ', phrase.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
