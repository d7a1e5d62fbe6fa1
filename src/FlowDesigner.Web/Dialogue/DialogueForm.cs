using FlowEngine.Conversing;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Dialogue;

/// <summary>How a bot leads a conversation while that is being changed. Plain state, tested without a browser.</summary>
internal sealed class DialogueForm
{
    private static readonly ClarifySettings UsualClarify = new();
    private static readonly LadderSettings UsualLadder = new();

    /// <summary>Commands in the order in which they are shown.</summary>
    public IReadOnlyList<CommandForm> Commands { get; private init; } = [];

    /// <summary>How close intents are asked about; 0 for none.</summary>
    public double Margin { get; set; }

    /// <summary>Most intents that are offered.</summary>
    public int Choices { get; set; }

    /// <summary>Whether messages that are not understood lead to a person step by step.</summary>
    public bool HasLadder { get; set; }

    /// <summary>How often the bot asks for other words.</summary>
    public int Rephrase { get; set; }

    /// <summary>How often it offers intents.</summary>
    public int Suggest { get; set; }

    /// <summary>How it asks for other words.</summary>
    public Lines Texts { get; private init; } = new();

    /// <summary>Intents that it offers; none for the nearest.</summary>
    public HashSet<string> Suggestions { get; private init; } = [];

    /// <summary>Level of frustration that leads to a person at once; 0 for none.</summary>
    public double Frustration { get; set; }

    /// <summary>Team that gets the conversation; empty for any.</summary>
    public string Queue { get; set; } = "";

    /// <summary>Words on the buttons of intents, by intent and language.</summary>
    public Dictionary<(string Intent, string Language), string> Titles { get; private init; } = [];

    /// <summary>Begins to change a bot.</summary>
    public static DialogueForm Of(BotDefinition bot)
    {
        var dialogue = bot.Dialogue;
        var (clarify, ladder) = (dialogue?.Clarify ?? UsualClarify, dialogue?.Ladder ?? UsualLadder);
        return new DialogueForm
        {
            Commands = [.. Enum.GetValues<DialogueCommand>().Select(c => CommandForm.Of(c, dialogue?.Of(c)))],
            Margin = clarify.Margin,
            Choices = clarify.Choices,
            HasLadder = dialogue?.Ladder is not null,
            Rephrase = ladder.Rephrase,
            Suggest = ladder.Suggest,
            Texts = new Lines(ladder.Texts),
            Suggestions = [.. ladder.Suggestions ?? []],
            Frustration = ladder.Frustration ?? 0,
            Queue = ladder.Queue ?? "",
            Titles = bot
                .Intents.SelectMany(i => (i.Value.Titles ?? new Dictionary<string, string>()).Select(t => ((i.Key, t.Key), t.Value)))
                .ToDictionary(t => t.Item1, t => t.Value),
        };
    }

    /// <summary>Applies the form.</summary>
    /// <param name="bot">The bot as it is.</param>
    /// <returns>The bot as it shall be; what is as usual is left out.</returns>
    public BotDefinition Apply(BotDefinition bot)
    {
        var commands = new OrderedDictionary<DialogueCommand, CommandSettings>();
        foreach (var command in Commands)
        {
            if (command.Settings() is { } settings)
            {
                commands[command.Command] = settings;
            }
        }

        var clarify = new ClarifySettings(Margin, Math.Clamp(Choices, 2, 5));
        var dialogue = new DialogueSettings(commands.Count == 0 ? null : commands, HasLadder ? Ladder(bot) : null, clarify == UsualClarify ? null : clarify);
        return bot with { Dialogue = dialogue == new DialogueSettings() ? null : dialogue, Intents = Titled(bot.Intents) };
    }

    private LadderSettings Ladder(BotDefinition bot) =>
        new(
            Math.Clamp(Rephrase, 0, LadderSettings.MostTimes),
            Math.Clamp(Suggest, 0, LadderSettings.MostTimes),
            Texts.Texts(),
            Suggestions.Count == 0 ? null : [.. bot.Intents.Keys.Where(Suggestions.Contains)],
            Frustration > 0 ? Frustration : null,
            string.IsNullOrWhiteSpace(Queue) ? null : Queue.Trim()
        );

    private OrderedDictionary<string, IntentDefinition> Titled(IReadOnlyDictionary<string, IntentDefinition> intents)
    {
        var titled = new OrderedDictionary<string, IntentDefinition>(StringComparer.Ordinal);
        foreach (var (id, intent) in intents)
        {
            var titles = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var ((_, language), title) in Titles.Where(t => t.Key.Intent == id && !string.IsNullOrWhiteSpace(t.Value)))
            {
                titles[language] = title.Trim();
            }

            titled[id] = intent with { Titles = titles.Count == 0 ? null : titles };
        }

        return titled;
    }
}
