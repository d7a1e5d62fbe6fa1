using System.Globalization;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Understanding;

namespace FlowEngine.Validation;

/// <summary>Checks how a bot leads a conversation beside its flows.</summary>
internal static class DialogueRules
{
    public static void Check(BotBundle bundle, NodeCatalog nodes, ProblemList problems)
    {
        var bot = bundle.Bot;
        foreach (var (name, command) in DialogueReader.Commands)
        {
            if (bot.Dialogue?.Of(command) is { } settings)
            {
                CheckCommand(bundle, name, settings, nodes, problems);
            }
        }

        CheckPhrases(bot, problems);
        if (bot.Dialogue?.Ladder is { } ladder)
        {
            CheckSuggestions(bundle.Bot, ladder, problems);
        }
        else if (bot.Fallback is null && bundle.Flows.Values.Any(f => HandoffRules.Talks(new FlowGraph(f, nodes))))
        {
            problems.Warning(
                "bot.handoff",
                "/dialogue/ladder",
                "A visitor whom the bot does not understand never comes to a person. Add a ladder that hands over, or a fallback with a handoff."
            );
        }
    }

    private static void CheckCommand(BotBundle bundle, string name, CommandSettings settings, NodeCatalog nodes, ProblemList problems)
    {
        if (settings.Flow is not { } flow)
        {
            return;
        }

        var pointer = $"/dialogue/commands/{name}/flow";
        if (!bundle.Flows.TryGetValue(flow, out var found))
        {
            problems.Error(
                "command.flow",
                pointer,
                $"The command \"{name}\" begins \"{flow}\", which the bot does not have.{Spelling.Suggest(flow, bundle.Flows.Keys)} Add this flow or choose another."
            );
        }
        else if (!new FlowGraph(found, nodes).Nodes.Any(n => n is { Definition.IsTrigger: true, Node.Type: not ("trigger.error" or "trigger.call") }))
        {
            problems.Error("command.flow", pointer, $"The flow \"{flow}\" has no trigger that the command \"{name}\" could begin at. Add an On start to it.");
        }
    }

    private static void CheckPhrases(BotDefinition bot, ProblemList problems)
    {
        var owners = new Dictionary<(string Language, string Phrase), string>();
        foreach (var (name, command) in DialogueReader.Commands)
        {
            foreach (var (language, phrases) in bot.Dialogue?.Of(command)?.Phrases ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                for (var i = 0; i < phrases.Count; i++)
                {
                    var pointer = string.Create(CultureInfo.InvariantCulture, $"/dialogue/commands/{name}/phrases/{language}/{i}");
                    var phrase = TextTokens.Normalise(phrases[i]);
                    if (phrase.Length == 0)
                    {
                        problems.Warning("command.phrase", pointer, "The phrase is empty. Remove it.");
                    }
                    else if (!owners.TryAdd((language, phrase), name))
                    {
                        problems.Warning(
                            "command.phrase",
                            pointer,
                            $"\"{phrases[i]}\" stands at the command \"{owners[(language, phrase)]}\" already. Keep it in one of them."
                        );
                    }
                }
            }
        }
    }

    private static void CheckSuggestions(BotDefinition bot, LadderSettings ladder, ProblemList problems)
    {
        for (var i = 0; i < (ladder.Suggestions?.Count ?? 0); i++)
        {
            var intent = ladder.Suggestions![i]; // counted just now
            if (!bot.Intents.ContainsKey(intent))
            {
                problems.Error(
                    "intent.missing",
                    string.Create(CultureInfo.InvariantCulture, $"/dialogue/ladder/suggestions/{i}"),
                    $"The ladder suggests the intent \"{intent}\", which the bot does not have.{Spelling.Suggest(intent, bot.Intents.Keys)}"
                );
            }
        }
    }
}
