using FlowEngine.Conversing;

namespace FlowEngine.Definition;

/// <summary>Reads and writes the member <c>dialogue</c> of a bot.</summary>
internal static class DialogueReader
{
    private const int LongestPhrase = 100;
    private const int LongestText = 500;
    private static readonly LadderSettings UsualLadder = new();
    private static readonly ClarifySettings UsualClarify = new();

    /// <summary>The commands by their names in documents, in the order in which they are written.</summary>
    public static IReadOnlyList<(string Name, DialogueCommand Command)> Commands { get; } =
        [
            ("cancel", DialogueCommand.Cancel),
            ("startOver", DialogueCommand.StartOver),
            ("agent", DialogueCommand.Agent),
            ("help", DialogueCommand.Help),
        ];

    public static DialogueSettings? Read(ObjectReader bot, ProblemList problems)
    {
        if (!bot.TryGet("dialogue", out var value) || ObjectReader.Open(value, bot.At("dialogue"), "settings of the dialogue", problems) is not { } dialogue)
        {
            return null;
        }

        var read = new DialogueSettings(ReadCommands(dialogue, problems), ReadLadder(dialogue, problems), ReadClarify(dialogue, problems));
        dialogue.Close();
        return read;
    }

    /// <summary>Texts by language tag.</summary>
    public static OrderedDictionary<string, IReadOnlyList<string>>? ReadByLanguage(ObjectReader owner, string name, int longest)
    {
        if (!owner.Has(name))
        {
            return null;
        }

        var texts = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (language, list, at) in owner.Map(name))
        {
            texts[language] = [.. owner.ItemsOf(list, at).Select(i => owner.TextOf(i.Value, i.Pointer, longest) ?? "")];
        }

        return texts;
    }

    public static void Write(CanonicalJson json, DialogueSettings dialogue)
    {
        json.Name("dialogue").Open('{');
        if (dialogue.Commands is { Count: > 0 })
        {
            json.Name("commands").Open('{');
            foreach (var (name, command) in Commands)
            {
                if (dialogue.Of(command) is { } settings)
                {
                    json.Name(name);
                    Write(json, settings);
                }
            }

            json.Close('}');
        }

        if (dialogue.Ladder is { } ladder)
        {
            json.Name("ladder");
            Write(json, ladder);
        }

        if (dialogue.Clarify is { } clarify)
        {
            json.Name("clarify").Open('{');
            json.Name("margin").Number(clarify.Margin);
            json.Name("choices").Number(clarify.Choices);
            json.Close('}');
        }

        json.Close('}');
    }

    private static OrderedDictionary<DialogueCommand, CommandSettings>? ReadCommands(ObjectReader dialogue, ProblemList problems)
    {
        if (
            !dialogue.TryGet("commands", out var value)
            || ObjectReader.Open(value, dialogue.At("commands"), "the commands", problems) is not { } commands
        )
        {
            return null;
        }

        var read = new OrderedDictionary<DialogueCommand, CommandSettings>();
        foreach (var (name, command) in Commands)
        {
            if (commands.TryGet(name, out var own) && ObjectReader.Open(own, commands.At(name), "a command", problems) is { } settings)
            {
                read[command] = new CommandSettings(
                    settings.Boolean("on", absent: true),
                    ReadByLanguage(settings, "phrases", LongestPhrase),
                    ReadFlow(settings),
                    command == DialogueCommand.Agent ? settings.Text("queue", longest: 100) : null
                );
                settings.Close();
            }
        }

        commands.Close();
        return read;
    }

    private static string? ReadFlow(ObjectReader settings) =>
        settings.Has("flow") ? settings.Id("flow", Identifiers.IsSlug, FlowReader.SlugSpelling) : null;

    private static LadderSettings? ReadLadder(ObjectReader dialogue, ProblemList problems)
    {
        if (!dialogue.TryGet("ladder", out var value) || ObjectReader.Open(value, dialogue.At("ladder"), "a ladder", problems) is not { } ladder)
        {
            return null;
        }

        var read = new LadderSettings(
            (int)RetryReader.Within(ladder, "rephrase", UsualLadder.Rephrase, 0, LadderSettings.MostTimes, problems),
            (int)RetryReader.Within(ladder, "suggest", UsualLadder.Suggest, 0, LadderSettings.MostTimes, problems),
            ReadByLanguage(ladder, "texts", LongestText),
            ladder.Has("suggestions") ? [.. ladder.Items("suggestions").Select(i => ladder.TextOf(i.Value, i.Pointer, 64) ?? "")] : null,
            ladder.Has("frustration") ? RetryReader.Within(ladder, "frustration", 1, 0, 1, problems) : null,
            ladder.Text("queue", longest: 100)
        );
        ladder.Close();
        return read;
    }

    private static ClarifySettings? ReadClarify(ObjectReader dialogue, ProblemList problems)
    {
        if (!dialogue.TryGet("clarify", out var value) || ObjectReader.Open(value, dialogue.At("clarify"), "settings of asking back", problems) is not { } clarify)
        {
            return null;
        }

        var read = new ClarifySettings(
            RetryReader.Within(clarify, "margin", UsualClarify.Margin, 0, 1, problems),
            (int)RetryReader.Within(clarify, "choices", UsualClarify.Choices, 2, 5, problems)
        );
        clarify.Close();
        return read;
    }

    private static void Write(CanonicalJson json, CommandSettings settings)
    {
        json.Open('{');
        if (!settings.On)
        {
            json.Name("on").Boolean(false);
        }

        BotWriter.WriteLists(json, "phrases", settings.Phrases);
        WriteText(json, "flow", settings.Flow);
        WriteText(json, "queue", settings.Queue);
        json.Close('}');
    }

    private static void Write(CanonicalJson json, LadderSettings ladder)
    {
        json.Open('{');
        json.Name("rephrase").Number(ladder.Rephrase);
        json.Name("suggest").Number(ladder.Suggest);
        BotWriter.WriteLists(json, "texts", ladder.Texts);
        if (ladder.Suggestions is { } suggestions)
        {
            BotWriter.WriteTexts(json.Name("suggestions"), suggestions);
        }

        if (ladder.Frustration is { } frustration)
        {
            json.Name("frustration").Number(frustration);
        }

        WriteText(json, "queue", ladder.Queue);
        json.Close('}');
    }

    private static void WriteText(CanonicalJson json, string name, string? text)
    {
        if (text is not null)
        {
            json.Name(name).Text(text);
        }
    }
}
