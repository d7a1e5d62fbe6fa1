using FlowEngine.Definition;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Intents;
using TestKit.Engine;

namespace FlowEngine.Tests.Understanding.Intents;

public sealed class LearnedIntentsTests
{
    private static readonly BotDefinition Shop = BotWith(
        ("orderStatus", ["where is my order", "order status", "track my package", "has my parcel been shipped"]),
        ("stockCheck", ["is this in stock", "do you have mugs", "check availability"]),
        ("returns", ["i want to return something", "how do i send an item back", "refund please"])
    );

    private static readonly LearnedIntents OfShop = Learn(Shop).Intents;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("where's my order", "orderStatus")]
    [InlineData("wher is my ordr", "orderStatus")]
    [InlineData("WHERE IS MY ORDER 1003!!!", "orderStatus")]
    [InlineData("hi, where is my order please", "orderStatus")]
    [InlineData("what is the status of my order", "orderStatus")]
    [InlineData("wo\u202Er\u200Bd status: whe\u00ADre is my order", "orderStatus")]
    [InlineData("is the mug in stock", "stockCheck")]
    [InlineData("mug availble?", "stockCheck")]
    [InlineData("i'd like a refund please", "returns")]
    public void Three_or_four_phrases_an_intent_are_enough_for_what_is_like_them(string text, string intent)
    {
        var scores = OfShop.Classify(text);

        Assert.Equal(intent, scores[0].Intent);
        Assert.True(scores[0].Score >= OfShop.Threshold, $"{scores[0].Score}");
        Assert.All(scores.Skip(1), s => Assert.True(s.Score < scores[0].Score / 2, $"{s} is close to {scores[0]}"));
    }

    [Theory]
    [InlineData("tell me a joke")]
    [InlineData("what's the weather in paris")]
    [InlineData("i love you")]
    [InlineData("can you book me a flight to london")]
    [InlineData("ok")]
    [InlineData("1003")]
    [InlineData("?")]
    [InlineData("🙂🙂🙂")]
    [InlineData("")]
    public void What_is_like_none_of_them_stays_below_the_threshold(string text) =>
        Assert.All(OfShop.Classify(text), s => Assert.True(s.Score < OfShop.Threshold, $"{s}"));

    [Fact]
    public void A_phrase_of_an_intent_is_certain_however_it_is_written() =>
        Assert.Equal(new IntentScore("returns", 1), OfShop.Classify("Refund, please!")[0]);

    [Fact]
    public void A_phrase_of_two_intents_is_as_good_for_both()
    {
        var scores = Learn(BotWith(("a", ["open the door", "let me in"]), ("b", ["close the window", "open the door"]))).Intents.Classify("open the door");

        Assert.Equal(["a", "b"], scores.Select(s => s.Intent));
        Assert.Equal(scores[0].Score, scores[1].Score, 0.1);
    }

    [Fact]
    public void One_phrase_is_understood_in_other_words_too_and_nothing_else_is()
    {
        var one = Learn(BotWith(("status", ["where is my order"]))).Intents;

        Assert.True(one.Classify("wheres my oder")[0].Score >= one.Threshold);
        Assert.True(one.Classify("order?")[0].Score >= one.Threshold);
        Assert.All(one.Classify("tell me a joke"), s => Assert.True(s.Score < one.Threshold));
    }

    [Theory]
    [InlineData("où est mon colis", true)]
    [InlineData("quel temps fait-il", false)]
    [InlineData("raconte une blague", false)]
    public void A_language_without_phrases_of_none_needs_words_in_common(string text, bool understood)
    {
        var bot = BotWith(("status", ["où est ma commande", "quand arrive mon colis", "suivre mon colis"])) with { Languages = ["fr"] };
        var intents = Learn(bot).Intents;

        Assert.Equal(understood, intents.Classify(text) is [var best, ..] && best.Score >= intents.Threshold);
    }

    [Theory]
    [InlineData("where is my parcel", "status", "en")]
    [InlineData("wo bleibt denn mein paket", "status", "de")]
    [InlineData("ich möchte das zurückgeben", "giveBack", "de")]
    public void The_language_of_a_message_decides_which_phrases_it_is_compared_with(string text, string intent, string language)
    {
        var bot = Shop with
        {
            Languages = ["en", "de"],
            Intents = new Dictionary<string, IntentDefinition>
            {
                ["status"] = new(["where is my order", "track my parcel"], In("de", "wo ist meine bestellung", "wo bleibt mein paket")),
                ["giveBack"] = new(["i want to return something", "refund please"], In("de", "ich möchte etwas zurückgeben", "geld zurück bitte")),
            },
        };
        var understood = new BotUnderstanding(bot, Learn(bot).Intents).Understand(text, new UnderstandingContext("en", default, TimeZoneInfo.Utc));

        Assert.Equal(intent, understood.Best?.Intent);
        Assert.Equal(language, understood.Language);
    }

    [Fact]
    public void The_words_that_decide_weigh_most()
    {
        var words = OfShop.Explain("hey, where is my order now", "orderStatus");

        Assert.Equal(["hey", "where", "is", "my", "order", "now"], words.Select(w => w.Word));
        Assert.Equal("order", words.MaxBy(w => w.Weight)!.Word);
        Assert.Equal(17, words[4].Start);
        Assert.True(words.Single(w => w.Word == "order").Weight > 1);
    }

    [Fact]
    public void The_same_phrases_in_another_order_give_the_same_bytes()
    {
        var other = Shop with { Intents = Shop.Intents.Reverse().ToDictionary(i => i.Key, i => new IntentDefinition([.. i.Value.Phrases.Reverse()])) };

        Assert.Equal(BotPhrases.Of(Shop).Hash, BotPhrases.Of(other).Hash);
        Assert.Equal(BytesOf(OfShop), BytesOf(Learn(other).Intents));
    }

    [Fact]
    public void Another_phrase_intent_or_language_is_another_thing_to_learn()
    {
        var bots = new[]
        {
            Shop,
            Shop with { Languages = ["de"] },
            BotWith(("a", ["one", "two"]), ("b", ["three"])),
            BotWith(("a", ["one"]), ("b", ["two", "three"])),
            BotWith(("a", ["one two"]), ("b", ["three"])),
        };

        Assert.Equal(bots.Length, bots.Select(b => BotPhrases.Of(b).Hash).Distinct().Count());
    }

    [Fact]
    public void What_was_stored_scores_as_before()
    {
        var read = LearnedIntents.Load(new MemoryStream(BytesOf(OfShop)), BotPhrases.Of(Shop));

        foreach (var text in new[] { "where is my order", "send it back", "mugs", "no idea" })
        {
            Assert.Equal(OfShop.Classify(text), read.Classify(text));
        }
    }

    [Fact]
    public void What_was_stored_for_other_languages_is_refused() =>
        Assert.Throws<InvalidDataException>(() =>
            LearnedIntents.Load(new MemoryStream(BytesOf(OfShop)), BotPhrases.Of(Shop with { Languages = ["de"] }))
        );

    [Fact]
    public void Every_phrase_but_an_intents_only_one_is_asked_while_it_is_left_out()
    {
        var lesson = Learn(BotWith(("a", ["open the door", "open it", "door open please"]), ("b", ["close the window"])));

        Assert.Equal(["door open please", "open it", "open the door"], lesson.LeftOut.Select(l => l.Phrase.Text).Order());
        Assert.All(lesson.LeftOut, l => Assert.Equal("a", l.Phrase.Intent));
    }

    [Fact]
    public void A_bot_without_phrases_understands_nothing()
    {
        var lesson = Learn(BotWith(("a", []), ("b", ["", "🙂"])));

        Assert.Empty(lesson.Intents.Classify("anything"));
        Assert.Null(lesson.Intents.LanguageOf("zzz"));
        Assert.Empty(lesson.Intents.Explain("anything", "a"));
    }

    [Fact]
    public void A_bot_says_itself_how_sure_it_must_be()
    {
        var strict = Shop with { Understanding = new UnderstandingSettings(0.999) };
        var context = new UnderstandingContext("en", default, TimeZoneInfo.Utc);

        Assert.Null(new BotUnderstanding(strict, OfShop).Understand("has my stuff been shipped", context).Best);
        Assert.NotNull(new BotUnderstanding(Shop, OfShop).Understand("has my stuff been shipped", context).Best);
    }

    [Fact]
    public void A_better_classifier_takes_over_at_once()
    {
        var first = new SwitchingClassifier(Learn(BotWith(("a", ["open the door"]))).Intents);
        var understanding = new BotUnderstanding(Shop, first);
        var context = new UnderstandingContext("en", default, TimeZoneInfo.Utc);

        Assert.Equal("a", understanding.Understand("open the door", context).Best?.Intent);
        first.Use(OfShop);
        Assert.Equal("returns", understanding.Understand("refund please", context).Best?.Intent);
    }

    private static Dictionary<string, IReadOnlyList<string>> In(string language, params string[] phrases) => new() { [language] = phrases };

    private static byte[] BytesOf(LearnedIntents intents)
    {
        using var stream = new MemoryStream();
        intents.Save(stream);
        return stream.ToArray();
    }

    private static BotLesson Learn(BotDefinition bot) => IntentLearner.Learn(BotPhrases.Of(bot), atOnce: 1, progress: null, Token);

    private static BotDefinition BotWith(params (string Id, string[] Phrases)[] intents) =>
        intents.Aggregate(Bot.With(), (bot, i) => bot.Intent(i.Id, i.Phrases)).Build().Bot;
}
