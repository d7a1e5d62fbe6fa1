using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Understanding;

/// <summary>What would make a bot understand better.</summary>
internal static class Advice
{
    /// <summary>Fewer phrases than that are too few.</summary>
    public const int FewPhrases = 5;

    private const int MostConfused = 5;
    private const int MostExamples = 3;

    /// <summary>Sentences, the most urgent first.</summary>
    public static IEnumerable<(string Intent, string Text)> For(BotDefinition bot, Confusions? confusions, IStringLocalizer<UnderstandingText> text)
    {
        foreach (var (id, intent) in bot.Intents.Where(i => i.Value.Count < FewPhrases))
        {
            yield return (id, text.Count(intent.Count, "It has one phrase. Give it at least five, better ten or twenty.", "It has {0} phrases. Give it at least five, better ten or twenty."));
        }

        foreach (var wrong in (confusions?.Wrong ?? []).Take(MostConfused))
        {
            var examples = string.Join(", ", wrong.Phrases.Take(MostExamples).Select(p => $"“{p}”"));
            yield return wrong.Found.Length == 0
                ? (wrong.Intent, text.Count(wrong.Phrases.Count, "A phrase is not understood from the others: {1}. Add some that are like it.", "{0} phrases are not understood from the others, such as {1}. Add some that are like them.", examples))
                : (wrong.Intent, text.Count(wrong.Phrases.Count, "A phrase is taken for {1}: {2}. Add phrases that tell the two apart, or make them one.", "{0} phrases are taken for {1}, such as {2}. Add phrases that tell the two apart, or make them one.", wrong.Found, examples));
        }
    }
}
