using System.Text.Json;
using FlowEngine.Conversing;
using FlowEngine.Running;
using FlowEngine.Understanding.Entities;

namespace FlowEngine.Nodes.Ask;

/// <summary>Asks one question; a form is left to <see cref="AskForm"/>.</summary>
internal sealed class AskExecutor : INodeExecutor<AskConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(AskConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var translation = Translations.Find(config.Translations, context.Conversation.Language);
        if (config.Slots is { Count: > 0 })
        {
            return new(new AskForm(config, translation, context, cancellationToken).Execute());
        }

        var question = OpenQuestion.Of(config, translation, context);
        return new(
            context.Resumed switch
            {
                TurnInput.Message message => Take(config, question, message, context),
                TurnInput.CameBack => Ask(question, context, $"{WayBack.To(context)}{TextOf(config, context)}", CameBackTo(context)),
                _ => Enter(config, question, context),
            }
        );
    }

    private static string TextOf(AskConfig config, NodeContext context) =>
        Translations.Find(config.Translations, context.Conversation.Language)?.Text ?? config.Text;

    private static AskState CameBackTo(NodeContext context)
    {
        var state = AskState.Read(context.ResumedState);
        return state with { Detours = state.Detours + 1 };
    }

    private static NodeResult Enter(AskConfig config, OpenQuestion question, NodeContext context)
    {
        if (context.Visit > config.MaxVisits)
        {
            return AskPorts.GaveUp;
        }

        if (
            config.TakeFromMessage
            && context.Visit == 1
            && context.Bot.FindEntity(config.Entity) is { Kind: EntityKinds.Pattern or EntityKinds.List }
            && context.TakeFromFirstMessage(config.Entity) is { } taken
        )
        {
            if (AnswerScope.Meets(config.Valid, taken.Value, context, out var error))
            {
                return Answer(config, context, taken.Value);
            }

            if (error is not null)
            {
                return new NodeResult.Failed(error);
            }
        }

        return Ask(question, context, TextOf(config, context), new AskState());
    }

    /// <summary>In this order: an answer that fits, the wish to stop or to leave it out, something else, any text, another try.</summary>
    private static NodeResult Take(AskConfig config, OpenQuestion question, TurnInput.Message message, NodeContext context)
    {
        var takesText = config.Entity == AnswerReader.Text;
        if (context.FindCorrection(takesText) is { } correction)
        {
            return correction;
        }

        var said = AnswerReader.SaidIn(message);
        var answer = takesText ? AnswerReader.Read(question, message, context) : AnswerReader.ReadMeant(question, message, context);
        var isFound = answer.ValueKind != JsonValueKind.Undefined;
        var isValid = AnswerScope.Meets(isFound ? config.Valid : null, answer, context, out var error);
        if (error is not null)
        {
            return new NodeResult.Failed(error);
        }

        var isPressed = question.IsPressed(message, said);
        if (isFound && isValid && (isPressed || config.Entity != AnswerReader.Text))
        {
            return Answer(config, context, answer);
        }

        if (config.Cancellable && question.Phrases.IsCancel(said))
        {
            return AskPorts.Cancelled;
        }

        if (config.Skippable && question.Phrases.IsSkip(said))
        {
            return Answer(config, context, config.DefaultAnswer.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : config.DefaultAnswer);
        }

        if (!isPressed && context.FindCommand() is { } command)
        {
            return new NodeResult.Commanded(command);
        }

        if (!isPressed && context.FindInterruption() is { } intent)
        {
            return new NodeResult.Digressed(intent);
        }

        return isFound && isValid ? Answer(config, context, answer) : Again(config, question, context, isFound);
    }

    private static NodeResult Again(AskConfig config, OpenQuestion question, NodeContext context, bool isInvalid)
    {
        context.NoteMisfit();
        var state = AskState.Read(context.ResumedState);
        state = state with { Failures = state.Failures + 1 };
        if (context.Visit - state.Detours >= config.MaxVisits)
        {
            return AskPorts.GaveUp;
        }

        var text =
            isInvalid && !string.IsNullOrWhiteSpace(question.Invalid)
                ? question.Invalid
                : Reprompts.Choose(AskWords.LadderOf(config, context), state.Failures) ?? $"{question.Phrases.Words.DoesNotFit} {TextOf(config, context)}";
        return Ask(question, context, text, state);
    }

    private static NodeResult.Completed Answer(AskConfig config, NodeContext context, JsonElement answer)
    {
        if (!string.IsNullOrEmpty(config.SaveTo))
        {
            context.SetVariable(config.SaveTo, answer);
        }

        context.NoteAnswer(default, answer);
        return new NodeResult.Completed(AskPorts.Answered, answer);
    }

    /// <summary>The valid answer that a text is to a question that is not open; undefined when it is none.</summary>
    public static JsonElement Read(AskConfig config, string text, NodeContext context)
    {
        var question = OpenQuestion.Of(config, Translations.Find(config.Translations, context.Conversation.Language), context);
        var answer = AnswerReader.Read(question, new TurnInput.Message(text), context);
        return answer.ValueKind != JsonValueKind.Undefined && AnswerScope.Meets(config.Valid, answer, context, out _) ? answer : default;
    }

    private static NodeResult.Suspended Ask(OpenQuestion question, NodeContext context, string text, AskState state)
    {
        context.Say(new OutgoingMessage(text, question.Buttons));
        return new NodeResult.Suspended(new Bookmark.Input(state.Write()));
    }
}
