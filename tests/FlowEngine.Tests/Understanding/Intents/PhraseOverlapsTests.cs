using FlowEngine.Understanding.Intents;
using TestKit.Engine;

namespace FlowEngine.Tests.Understanding.Intents;

public sealed class PhraseOverlapsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_phrase_that_stands_twice_is_named_with_both_places()
    {
        var pairs = Find(("a", ["Open the door!", "let me in"]), ("b", ["open the door", "close it"]));

        var pair = Assert.Single(pairs);
        Assert.Equal((1.0, "a", "Open the door!", "b", "open the door"), (pair.Alike, pair.First.Intent, pair.First.Text, pair.Second.Intent, pair.Second.Text));
    }

    [Fact]
    public void Phrases_of_different_intents_that_share_most_words_are_named_after_those_that_are_the_same()
    {
        var pairs = Find(("buy", ["i want to order the blue mug", "sell me one"]), ("status", ["i want to order a blue mug", "sell me one"]));

        Assert.Equal(["sell me one", "i want to order the blue mug"], pairs.Select(p => p.First.Text));
        Assert.InRange(pairs[1].Alike, 0.75, 0.99);
    }

    [Fact]
    public void Phrases_of_one_intent_may_be_alike() => Assert.Empty(Find(("a", ["open the red door", "open the blue door"])));

    [Fact]
    public void Twenty_thousand_phrases_are_compared_and_the_list_stays_short()
    {
        var phrases = Enumerable.Range(0, 10_000).Select(i => $"phrase number {i:x} of many").ToArray();

        Assert.Equal(50, Find(("a", phrases), ("b", phrases)).Count);
    }

    private static IReadOnlyList<PhrasePair> Find(params (string Id, string[] Phrases)[] intents) =>
        PhraseOverlaps.Find(BotPhrases.Of(intents.Aggregate(Bot.With(), (bot, i) => bot.Intent(i.Id, i.Phrases)).Build().Bot), 50, Token);
}
