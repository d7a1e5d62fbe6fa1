using FlowDesigner.Web.Tests.Wording;
using FlowDesigner.Web.Understanding;
using FlowEngine.Definition;
using FlowEngine.Understanding.Intents;
using FlowRuntime.Learning;

namespace FlowDesigner.Web.Tests.Understanding;

public sealed class ConfusionsTests
{
    private static readonly Confusions Found = new(
        new LearnedReport(
            "h",
            0.5,
            [Left("a1", "a", "a", 0.9), Left("a2", "a", "b", 0.8), Left("a3", "a", "b", 0.7), Left("b1", "b", "b", 0.6), Left("b2", "b", "b", 0.4)],
            default
        )
    );

    [Fact]
    public void Counts_what_is_taken_for_what_and_what_is_too_unsure_for_none()
    {
        Assert.Equal(["a", "b"], Found.Intents);
        Assert.Equal((1, 2, 0), (Found.Count("a", "a"), Found.Count("a", "b"), Found.Count("a", Confusions.None)));
        Assert.Equal((1, 1), (Found.Count("b", "b"), Found.Count("b", Confusions.None)));
        Assert.Equal((1.0 / 3, 0.5, null), (Found.Understood("a"), Found.Understood("b"), Found.Understood("c")));
    }

    [Fact]
    public void Names_the_most_frequent_mistake_first() =>
        Assert.Equal([("a", "b", 2), ("b", Confusions.None, 1)], Found.Wrong.Select(w => (w.Intent, w.Found, w.Phrases.Count)));

    [Fact]
    public void Shows_the_intents_that_are_confused_when_there_are_too_many_for_a_table()
    {
        Assert.Equal(["a", "b"], Found.Rows(2));
        Assert.Equal(["a"], Found.Rows(1));
    }

    [Fact]
    public void Advises_on_intents_with_few_phrases_and_on_those_that_are_confused()
    {
        var bot = Editor.Sample.Bundle.Bot with { Intents = new OrderedDictionary<string, IntentDefinition> { ["a"] = new(["1", "2", "3", "4", "5"]), ["b"] = new(["1"]) } };

        var advice = Advice.For(bot, Found, Speaking.English<UnderstandingText>()).ToList();

        Assert.Equal(["b", "a", "b"], advice.Select(a => a.Intent));
        Assert.StartsWith("It has one phrase.", advice[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("2 phrases are taken for b, such as “a2”, “a3”.", advice[1].Text, StringComparison.Ordinal);
    }

    private static LeftOutOfBot Left(string text, string intent, string found, double score) => new("en", new LeftOutPhrase(text, intent, found, score));
}
