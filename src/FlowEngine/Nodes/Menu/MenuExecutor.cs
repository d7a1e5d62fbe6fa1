using FlowEngine.Conversing;
using FlowEngine.Nodes.Ask;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Menu;

internal sealed class MenuExecutor : INodeExecutor<MenuConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(MenuConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var translation = Translations.Find(config.Translations, context.Conversation.Language);
        return new(
            context.Resumed switch
            {
                TurnInput.Message message => Take(config, translation, message, context),
                TurnInput.CameBack => CameBack(config, translation, context),
                _ when context.Visit > config.MaxVisits => MenuPorts.GaveUp,
                _ => Show(config, translation, context, translation?.Text ?? config.Text, new AskState()),
            }
        );
    }

    private static NodeResult Take(MenuConfig config, MenuTranslation? translation, TurnInput.Message message, NodeContext context)
    {
        if (context.FindCorrection(takesText: false) is { } correction)
        {
            return correction;
        }

        var phrases = Phrases.Of(context.Conversation.Language);
        var said = AnswerReader.SaidIn(message);
        var meant = phrases.Contrast(said) is var (right, _) ? Find(config, right, context) : null;
        if ((meant ?? Find(config, said, context)) is { } choice)
        {
            context.NoteAnswer(default, JsonValues.Of(choice.Port));
            if (!string.IsNullOrEmpty(config.SaveTo))
            {
                context.SetVariable(config.SaveTo, JsonValues.Of(choice.Port));
            }

            return choice.Taken;
        }

        if (context.FindCommand() is { } command)
        {
            return new NodeResult.Commanded(command);
        }

        if (context.FindInterruption() is { } intent)
        {
            return new NodeResult.Digressed(intent);
        }

        return config.AcceptOther ? MenuPorts.LeaveByOther(said) : Again(config, translation, context, phrases);
    }

    /// <summary>The choice that a text means; null for none.</summary>
    public static MenuChoice? Find(MenuConfig config, string said, NodeContext context)
    {
        var titles = TitlesOf(config, Translations.Find(config.Translations, context.Conversation.Language));
        var names = config.Choices.Select((c, i) => (IReadOnlyList<string>)[c.Title, titles[i], .. c.Synonyms ?? []]).ToList();
        var found = ChoiceMatcher.Find(names, said, Phrases.Of(context.Conversation.Language));
        return found < 0 ? null : config.Choices[found];
    }

    private static NodeResult Again(MenuConfig config, MenuTranslation? translation, NodeContext context, Phrases phrases)
    {
        context.NoteMisfit();
        var state = AskState.Read(context.ResumedState);
        state = state with { Failures = state.Failures + 1 };
        if (context.Visit - state.Detours >= config.MaxVisits)
        {
            return MenuPorts.GaveUp;
        }

        var ladder = translation?.Reprompts is { Count: > 0 } translated ? translated : (config.Reprompts ?? []).Prepend(config.Reprompt);
        var text = Reprompts.Choose(ladder, state.Failures) ?? $"{phrases.Words.DoesNotFit} {translation?.Text ?? config.Text}";
        return Show(config, translation, context, text, state);
    }

    private static NodeResult.Suspended CameBack(MenuConfig config, MenuTranslation? translation, NodeContext context)
    {
        var state = AskState.Read(context.ResumedState);
        return Show(config, translation, context, $"{WayBack.To(context)}{translation?.Text ?? config.Text}", state with { Detours = state.Detours + 1 });
    }

    private static NodeResult.Suspended Show(MenuConfig config, MenuTranslation? translation, NodeContext context, string text, AskState state)
    {
        context.Say(new OutgoingMessage(text, MessageButtons.Of(TitlesOf(config, translation))));
        return new NodeResult.Suspended(new Bookmark.Input(state.Write()));
    }

    private static List<string> TitlesOf(MenuConfig config, MenuTranslation? translation) =>
        [.. config.Choices.Select((c, i) => translation?.Titles is { } titles && i < titles.Count && titles[i].Length > 0 ? titles[i] : c.Title)];
}
