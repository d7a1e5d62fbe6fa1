using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Understanding;
using FlowEngine.Understanding.SecondOpinions;

namespace FlowEngine.Running;

/// <summary>What the bot says and does by itself, without a flow: for commands, and for what it does not understand.</summary>
internal sealed class OwnAnswers(BotProgram program, RunState run, TurnHost host)
{
    private const string HandedOver = "handoff";
    private const int MostHelp = 6;
    private const int LongestText = 500;

    private OwnWords Says => Phrases.Of(host.Conversation.Language).Words.Says;

    /// <summary>Begins and ends a run without a flow, so that what the bot does by itself is told like anything else.</summary>
    public static RunState Open(BotProgram program, RunState? before, TurnHost host)
    {
        var run = FrameTree.Make(program, before, host.Now, DateTimeOffset.MaxValue);
        run.BusySince = null;
        run.Status = RunStatus.Completed;
        host.Journal(new JournalEntry(JournalKind.RunStarted, run.RunId, "", "", 0, host.Now));
        return run;
    }

    /// <summary>Journals for the whole run.</summary>
    public void Tell(JournalKind kind, JsonElement data = default) =>
        host.Journal(new JournalEntry(kind, run.RunId, run.Frames is [var first, ..] ? first.FlowId : "", "", 0, host.Now, Data: data));

    /// <summary>Says what the bot can do, where nothing waits.</summary>
    public void Help()
    {
        var intents = Ladder.Suggestions(program, []).Concat(program.Bot.Intents.Keys.Where(i => program.RouteOf(i) is not null));
        List<string> offered = [.. intents.Distinct(StringComparer.Ordinal).Take(MostHelp)];
        Say(offered.Count == 0 ? Says.Help : Says.HelpFor, [.. offered.Select(ButtonOf)]);
        if (offered.Count > 0)
        {
            run.Dialogue = (run.Dialogue ?? DialogueState.Fresh) with { Offer = new IntentOffer(offered) };
        }
    }

    /// <summary>Says what can be said at a question.</summary>
    public void HelpAtQuestion() => Say(Says.Help);

    /// <summary>Says that something was ended.</summary>
    public void SayCancelled() => Say(Says.Cancelled);

    /// <summary>Says that nothing is there to be ended.</summary>
    public void SayNothingToCancel() => Say(Says.NothingToCancel);

    /// <summary>Says that the conversation begins anew, where no flow says anything.</summary>
    public void SayStartsOver() => Say(Says.StartsOver);

    /// <summary>Gives the conversation to the agents and ends the run.</summary>
    /// <param name="reason">Why, for the agent.</param>
    /// <param name="queue">Team or skill; null for any.</param>
    public void HandOff(string reason, string? queue)
    {
        Say(Says.HandsOver);
        host.HandOff(new HandoffRequest(reason, run.RunId, string.IsNullOrWhiteSpace(queue) ? null : queue.Trim()));
        End();
    }

    /// <summary>Hands over because the visitor wants it.</summary>
    public void HandOffAsWished() =>
        HandOff("The visitor wants to talk to a person.", program.Bot.Dialogue?.Of(DialogueCommand.Agent)?.Queue);

    /// <summary>Answers a message that was not understood.</summary>
    /// <param name="step">How.</param>
    /// <param name="nearest">Intents that come nearest.</param>
    /// <param name="input">The message.</param>
    public void Lost(LadderStep step, IReadOnlyList<IntentScore> nearest, VisitorInput input)
    {
        var dialogue = run.Dialogue ?? DialogueState.Fresh;
        var before = dialogue.Misunderstood;
        TellLost(step, input);
        dialogue = dialogue with { Misunderstood = before + 1, Offer = null };
        switch (step)
        {
            case LadderStep.Suggest when Ladder.Suggestions(program, nearest) is { Count: > 0 } offered:
                Say(Says.Suggests, [.. offered.Select(ButtonOf), .. ToAgent()]);
                dialogue = dialogue with { Offer = new IntentOffer(offered, input) };
                break;
            case LadderStep.HandOff:
                HandOff($"The bot did not understand the visitor. Latest message: {Cut(input.Text)}", program.Bot.Dialogue?.Ladder?.Queue);
                dialogue = dialogue with { Misunderstood = 0 };
                break;
            default:
                Say(Ladder.Rephrase(program, before, host.Conversation.Language));
                break;
        }

        run.Dialogue = dialogue;
    }

    /// <summary>Asks which of several intents is meant.</summary>
    /// <param name="close">They, best first.</param>
    /// <param name="input">The message.</param>
    public void Clarify(IReadOnlyList<IntentScore> close, VisitorInput input)
    {
        Tell(
            JournalKind.Clarified,
            JsonValues.Write(writer =>
            {
                writer.WriteStartObject();
                foreach (var (intent, score) in close)
                {
                    writer.WriteNumber(intent, Math.Round(score, 3));
                }

                writer.WriteEndObject();
            })
        );
        Say(Says.DidYouMean, [.. close.Select(c => ButtonOf(c.Intent)), new MessageButton(Says.SomethingElse, Says.SomethingElse)]);
        run.Dialogue = (run.Dialogue ?? DialogueState.Fresh) with { Offer = new IntentOffer([.. close.Select(c => c.Intent)], input, IsQuestion: true) };
    }

    /// <summary>Journals what another system made of the message.</summary>
    /// <param name="opinion">That; null when nobody was asked.</param>
    public void TellOpinion(SecondOpinion? opinion)
    {
        if (opinion is null)
        {
            return;
        }

        Tell(
            JournalKind.SecondOpinion,
            JsonValues.Write(writer =>
            {
                writer.WriteStartObject();
                if (opinion.Problem is { } problem)
                {
                    writer.WriteString("problem", problem);
                }
                else
                {
                    writer.WriteString("intent", opinion.Intent);
                    writer.WriteNumber("score", Math.Round(opinion.Score, 3));
                }

                writer.WriteEndObject();
            })
        );
    }

    /// <summary>Journals a message that was not understood.</summary>
    public void TellLost(LadderStep step, VisitorInput input) =>
        Tell(
            JournalKind.NotUnderstood,
            JsonValues.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("text", Cut(input.Text));
                writer.WriteString("step", JsonNamingPolicy.CamelCase.ConvertName(step.ToString()));
                writer.WriteEndObject();
            })
        );

    /// <summary>Ends the run in which all this happens, if one is open.</summary>
    private void End()
    {
        if (run.Frames.Count > 0)
        {
            run.Status = RunStatus.Completed;
            Tell(JournalKind.RunCompleted, JsonValues.Of(HandedOver));
            FrameEnds.CloseAll(run);
        }
    }

    private IEnumerable<MessageButton> ToAgent() =>
        program.Bot.Dialogue?.Of(DialogueCommand.Agent) is { On: false } ? [] : [new MessageButton(Says.ToAgent, AgentWord())];

    // What is sent when the button is pressed: a word that is the command, whatever stands on it.
    private string AgentWord() => Phrases.Of(host.Conversation.Language).Words.Commands.Agent[0];

    private MessageButton ButtonOf(string intent)
    {
        var title = IntentTitles.Of(program, intent, host.Conversation.Language);
        return new MessageButton(title, title);
    }

    private void Say(string text, IReadOnlyList<MessageButton>? buttons = null) =>
        host.Say(new OutgoingMessage(text, buttons is { Count: > 0 } ? buttons : null));

    private static string Cut(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}…";
}
