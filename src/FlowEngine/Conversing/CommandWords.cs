using System.Collections.Frozen;
using FlowEngine.Definition;
using FlowEngine.Understanding;

namespace FlowEngine.Conversing;

/// <summary>What visitors say for the commands of one bot, by language. Made once per bot version; immutable.</summary>
internal sealed class CommandWords
{
    /// <summary>No command is longer, "please" and the like around it included. Unit: characters.</summary>
    private const int Longest = 200;

    private readonly FrozenDictionary<string, FrozenDictionary<string, DialogueCommand>> _languages;
    private readonly Dictionary<DialogueCommand, string> _intents = [];

    /// <summary>Collects the words.</summary>
    /// <param name="bot">The bot, which may change them.</param>
    /// <param name="isRouted">Tells whether a flow waits for an intent: our own words give way to the phrases of those.</param>
    public CommandWords(BotDefinition bot, Func<string, bool> isRouted)
    {
        var settings = bot.Dialogue;
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, intent) in bot.Intents.Where(i => isRouted(i.Key)))
        {
            foreach (var phrase in intent.PhrasesIn is null ? intent.Phrases : intent.Phrases.Concat(intent.PhrasesIn.Values.SelectMany(p => p)))
            {
                others.TryAdd(TextTokens.Normalise(phrase), id);
            }
        }

        foreach (var command in (DialogueCommand[])[DialogueCommand.Agent, DialogueCommand.Help])
        {
            var ours = Phrases.Languages.Select(Phrases.Of).SelectMany(p => OurOwn(p.Words.Commands, command).Select(p.Bare));
            if (others.Count > 0 && ours.FirstOrDefault(others.ContainsKey) is { } shared)
            {
                _intents[command] = others[shared];
            }
        }

        var taken = others.Keys.ToHashSet(StringComparer.Ordinal);
        var languages = new Dictionary<string, FrozenDictionary<string, DialogueCommand>>(StringComparer.OrdinalIgnoreCase);
        var own = settings?.Commands?.Values.SelectMany(c => c.Phrases?.Keys ?? []) ?? [];
        foreach (var language in Phrases.Languages.Concat(own).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            languages[language] = WordsOf(language, settings, taken);
        }

        _languages = languages.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The intent with a flow that has words of a command among its phrases, so that its flow is what the command begins.</summary>
    public string? IntentFor(DialogueCommand command) => _intents.GetValueOrDefault(command);

    /// <summary>Reads a command.</summary>
    /// <param name="text">The whole message.</param>
    /// <param name="language">BCP 47 tag of the conversation.</param>
    /// <returns>Null when it is none.</returns>
    public DialogueCommand? Find(string text, string language)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        var said = Phrases.Of(language).Bare(text);
        return In(language).TryGetValue(said, out var command) ? command : null;
    }

    private FrozenDictionary<string, DialogueCommand> In(string language) => LocalTexts.Find(_languages, language) ?? _languages["en"];

    private static FrozenDictionary<string, DialogueCommand> WordsOf(string language, DialogueSettings? settings, HashSet<string> taken)
    {
        var phrases = Phrases.Of(language);
        var words = new Dictionary<string, DialogueCommand>(StringComparer.Ordinal);
        foreach (var command in Enum.GetValues<DialogueCommand>().Where(c => settings?.Of(c) is not { On: false }))
        {
            foreach (var phrase in OurOwn(phrases.Words.Commands, command).Select(phrases.Bare).Where(p => !taken.Contains(p)))
            {
                words.TryAdd(phrase, command);
            }
        }

        // What the author says counts more than what we say.
        foreach (var (command, own) in settings?.Commands ?? EmptyCommands)
        {
            foreach (var phrase in own.On ? PhrasesFor(own, language).Select(phrases.Bare).Where(p => p.Length > 0) : [])
            {
                words[phrase] = command;
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IReadOnlyDictionary<DialogueCommand, CommandSettings> EmptyCommands { get; } = FrozenDictionary<DialogueCommand, CommandSettings>.Empty;

    /// <summary>The phrases of a language, and for a variety such as de-CH those of German too.</summary>
    private static IEnumerable<string> PhrasesFor(CommandSettings own, string language) =>
        (own.Phrases ?? FrozenDictionary<string, IReadOnlyList<string>>.Empty)
            .Where(p =>
                string.Equals(p.Key, language, StringComparison.OrdinalIgnoreCase)
                || language.StartsWith($"{p.Key}-", StringComparison.OrdinalIgnoreCase)
            )
            .SelectMany(p => p.Value);

    private static IReadOnlyList<string> OurOwn(CommandPhrases phrases, DialogueCommand command) =>
        command switch
        {
            DialogueCommand.Cancel => phrases.Cancel,
            DialogueCommand.StartOver => phrases.StartOver,
            DialogueCommand.Agent => phrases.Agent,
            _ => phrases.Help,
        };
}
