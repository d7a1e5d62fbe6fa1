using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Understanding;

namespace FlowEngine.Running;

/// <summary>Asks "did you mean …?" when several intents are about as likely.</summary>
internal static class Clarification
{
    private static readonly ClarifySettings Defaults = new();

    /// <summary>The intents with a flow that come as near as the best one.</summary>
    /// <param name="program">The bot.</param>
    /// <param name="scores">All scores, best first.</param>
    /// <param name="best">Score of the best one with a flow.</param>
    /// <param name="said">The message.</param>
    /// <returns>Two or more, best first; null when it is clear which one is meant.</returns>
    public static IReadOnlyList<IntentScore>? Among(BotProgram program, IReadOnlyList<IntentScore> scores, double best, string said)
    {
        var settings = program.Bot.Dialogue?.Clarify ?? Defaults;
        List<IntentScore>? close = null;
        foreach (var score in scores)
        {
            if (best - score.Score >= settings.Margin || close?.Count == settings.Choices)
            {
                break;
            }

            if (score.Score <= best && program.RouteOf(score.Intent) is not null)
            {
                (close ??= []).Add(score);
            }
        }

        return close is { Count: > 1 } && !close.Exists(c => HasPhrase(program, c.Intent, said)) ? close : null;
    }

    /// <summary>Tells whether an answer means that it was none of the offered ones.</summary>
    public static bool IsNone(string said, string language)
    {
        var phrases = Phrases.Of(language);
        return phrases.Bare(said) == phrases.Bare(phrases.Words.Says.SomethingElse) || phrases.Decide(said) == false;
    }

    /// <summary>Asks while a question waits, which goes on waiting.</summary>
    /// <returns>False when it is clear which intent interrupts.</returns>
    public static bool TryAsk(Turn turn)
    {
        var settings = turn.Program.Bot.Interruptions ?? new InterruptionSettings();
        var able = turn.Intents.Where(s => s.Score >= settings.Threshold && MayInterrupt(turn, s.Intent)).ToList();
        if (able.Count < 2 || turn.Run.Input is not { } input || Among(turn.Program, able, able[0].Score, input.Text) is not { } close)
        {
            return false;
        }

        new OwnAnswers(turn.Program, turn.Run, turn.Host).Clarify(close, input);
        turn.WaitAgain();
        return true;
    }

    /// <summary>Takes the answer to such a question while another question waits.</summary>
    /// <returns>False when it is no answer to it.</returns>
    public static bool TryAnswer(Turn turn, IntentOffer offer)
    {
        var said = turn.Run.Input?.Text ?? "";
        var language = turn.Host.Conversation.Language;
        if (IsNone(said, language))
        {
            turn.Frame.Resumed = new TurnInput.CameBack(turn.Flow.Id);
            return true;
        }

        // A number is an answer to the question below.
        if (said.All(char.IsAsciiDigit) || IntentTitles.Choose(turn.Program, offer.Intents, said, language) is not { } chosen)
        {
            return false;
        }

        turn.Run.Input = offer.Input;
        return Interruptions.TryPush(turn, chosen);
    }

    private static bool MayInterrupt(Turn turn, string intent) =>
        turn.Program.RouteOf(intent) is var (flow, _) && !turn.Run.Frames.Exists(f => f.FlowId == flow.Id);

    /// <summary>Word for word what an author wrote is never asked about.</summary>
    private static bool HasPhrase(BotProgram program, string intent, string said)
    {
        if (!program.Bot.Intents.TryGetValue(intent, out var definition))
        {
            return false;
        }

        var normal = TextTokens.Normalise(said);
        return definition.Phrases.Concat(definition.PhrasesIn?.Values.SelectMany(p => p) ?? []).Any(p => TextTokens.Normalise(p) == normal);
    }
}
