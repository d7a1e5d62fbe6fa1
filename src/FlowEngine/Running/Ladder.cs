using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Understanding;

namespace FlowEngine.Running;

/// <summary>The steps for messages that are not understood, one after the other.</summary>
internal static class Ladder
{
    private const int MostSuggestions = 3;

    /// <summary>The step for one more message that is not understood.</summary>
    public static LadderStep StepOf(BotProgram program, DialogueState dialogue)
    {
        if (program.Bot.Dialogue?.Ladder is not { } ladder)
        {
            return program.Fallback is null ? LadderStep.Rephrase : LadderStep.Fallback;
        }

        var lastAtOnce = ladder.Frustration is { } limit && dialogue.Frustration >= limit;
        return !lastAtOnce && dialogue.Misunderstood < ladder.Rephrase ? LadderStep.Rephrase
            : !lastAtOnce && dialogue.Misunderstood < ladder.Rephrase + ladder.Suggest ? LadderStep.Suggest
            : program.Fallback is null ? LadderStep.HandOff
            : LadderStep.Fallback;
    }

    /// <summary>How the bot asks for other words.</summary>
    /// <param name="program">The bot.</param>
    /// <param name="before">Messages that were not understood before this one.</param>
    /// <param name="language">BCP 47 tag.</param>
    public static string Rephrase(BotProgram program, int before, string language)
    {
        var own = LocalTexts.Find(program.Bot.Dialogue?.Ladder?.Texts, language) ?? [];
        return Reprompts.Choose(own, before + 1) ?? Reprompts.Choose(Phrases.Of(language).Words.Says.NotUnderstood, before + 1)!; // a language has at least one
    }

    /// <summary>The intents that are offered: those that the author chose, else the nearest, else the first.</summary>
    public static IReadOnlyList<string> Suggestions(BotProgram program, IEnumerable<IntentScore> nearest) =>
        program.Bot.Dialogue?.Ladder?.Suggestions is { Count: > 0 } chosen
            ? [.. chosen.Where(i => program.RouteOf(i) is not null)]
            :
            [
                .. nearest
                    .Select(n => n.Intent)
                    .Concat(program.Bot.Intents.Keys)
                    .Where(i => program.RouteOf(i) is not null)
                    .Distinct(StringComparer.Ordinal)
                    .Take(MostSuggestions),
            ];
}
