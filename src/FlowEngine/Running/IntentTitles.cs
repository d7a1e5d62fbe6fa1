using FlowEngine.Compilation;
using FlowEngine.Conversing;

namespace FlowEngine.Running;

/// <summary>Intents as buttons, and the way back from what is pressed or typed to the intent.</summary>
internal static class IntentTitles
{
    /// <summary>Words on the button of an intent: its title, else its first phrase in the language, else its id.</summary>
    public static string Of(BotProgram program, string intent, string language)
    {
        var definition = program.Bot.Intents.GetValueOrDefault(intent);
        return LocalTexts.Find(definition?.Titles, language) is { Length: > 0 } title ? title
            : LocalTexts.Find(definition?.PhrasesIn, language) is [{ Length: > 0 } phrase, ..] ? phrase
            : LocalTexts.Find(definition?.Titles, program.Bot.Languages[0]) is { Length: > 0 } first ? first
            : definition?.Phrases.FirstOrDefault(p => !string.IsNullOrWhiteSpace(p)) ?? intent;
    }

    /// <summary>The offered intent that an answer means.</summary>
    /// <returns>Null when it means none of them.</returns>
    public static string? Choose(BotProgram program, IReadOnlyList<string> offered, string said, string language)
    {
        var names = offered.Select(i => (IReadOnlyList<string>)[Of(program, i, language)]).ToList();
        var found = ChoiceMatcher.Find(names, said, Phrases.Of(language));
        return found < 0 ? null : offered[found];
    }
}
