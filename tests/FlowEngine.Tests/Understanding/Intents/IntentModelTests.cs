using FlowEngine.Understanding;
using FlowEngine.Understanding.Intents;

namespace FlowEngine.Tests.Understanding.Intents;

public sealed class IntentModelTests
{
    private static readonly Dictionary<string, string[]> English = new()
    {
        ["orderStatus"] =
        [
            "where is my order", "has my parcel been shipped", "track my package", "when will my delivery arrive", "order status please",
            "my order has not come yet", "is my parcel on its way",
        ],
        ["stockCheck"] =
        [
            "is this in stock", "do you have blue mugs", "are there any mugs left", "check availability of the red cup",
            "how many cups do you have", "is the lamp available", "when will it be back in stock",
        ],
        ["returns"] =
        [
            "i want to return something", "how do i send an item back", "refund please", "i want my money back",
            "the mug is broken and i want to give it back", "return label please", "can i exchange this cup",
        ],
    };

    private static readonly IntentModel Model = Train(English, "en");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("where is my package", "orderStatus")]
    [InlineData("Has my ORDER been shipped yet?!", "orderStatus")]
    [InlineData("wher is my ordr", "orderStatus")]
    [InlineData("do you have green mugs in stock", "stockCheck")]
    [InlineData("i'd like to send this cup back", "returns")]
    public void Messages_get_the_intent_whose_phrases_they_are_like(string text, string intent)
    {
        var scores = Model.Classify(text);

        Assert.Equal(intent, scores[0].Intent);
        Assert.True(scores[0].Score >= Model.Threshold, $"{scores[0].Score}");
        Assert.Equal(scores.OrderByDescending(s => s.Score), scores);
        Assert.All(scores, s => Assert.InRange(s.Score, 0, 1));
    }

    [Theory]
    [InlineData("what is the capital of australia")]
    [InlineData("my cat does not like the rain")]
    [InlineData("how do i learn to play the piano")]
    public void Messages_that_belong_to_none_stay_below_the_threshold(string text) =>
        Assert.All(Model.Classify(text), s => Assert.True(s.Score < Model.Threshold, $"{s.Intent} {s.Score}"));

    [Fact]
    public void The_same_phrases_give_the_same_scores()
    {
        var again = Train(English, "en");

        foreach (var text in new[] { "where is my package", "refund", "completely different", "mugs?" })
        {
            Assert.Equal(Model.Classify(text), again.Classify(text));
        }
    }

    [Fact]
    public void A_stored_classifier_scores_as_before()
    {
        using var stored = new MemoryStream();
        Model.Save(stored);
        stored.Position = 0;

        var read = IntentModel.Load(stored);

        Assert.Equal(Model.Intents, read.Intents);
        foreach (var text in new[] { "where is my package", "refund", "completely different" })
        {
            Assert.Equal(Model.Classify(text), read.Classify(text));
        }
    }

    [Fact]
    public void What_is_no_stored_classifier_is_refused()
    {
        using var stored = new MemoryStream();
        Model.Save(stored);
        var bytes = stored.ToArray();

        Assert.Throws<InvalidDataException>(() => IntentModel.Load(new MemoryStream([9, 9, 9, 9, .. bytes[4..]])));
        Assert.Throws<EndOfStreamException>(() => IntentModel.Load(new MemoryStream(bytes[..(bytes.Length / 2)])));
    }

    [Theory]
    [InlineData("de", "wo ist meine bestellung", "wo bleibt mein paket", "ist die tasse lieferbar", "habt ihr noch rote tassen", "wo ist denn mein paket")]
    [InlineData("ja", "注文はどこですか", "荷物はいつ届きますか", "在庫はありますか", "カップは売り切れですか", "私の荷物はどこですか")]
    [InlineData("ru", "где мой заказ", "когда придет посылка", "есть ли кружки в наличии", "остались ли красные чашки", "где моя посылка")]
    [InlineData("ar", "أين طلبي", "متى تصل الشحنة", "هل يوجد أكواب في المخزون", "هل بقيت أكواب حمراء", "أين الشحنة")]
    public void Other_languages_and_scripts_work_too(string language, string order, string parcel, string stock, string cups, string asked)
    {
        var model = Train(new() { ["orderStatus"] = [order, parcel], ["stockCheck"] = [stock, cups] }, language);

        Assert.Equal("orderStatus", model.Classify(asked)[0].Intent);
    }

    [Fact]
    public void Nothing_that_visitors_send_breaks_it()
    {
        foreach (
            var text in new[]
            {
                "", " ", "?", "\0\u0001\u001b[31m", "\ud800", "🤖🤖🤖", new string('a', 4_000), string.Concat(Enumerable.Repeat("🤖", 2_000)),
                "\u202Eredro ym si erehw", "ｗｈｅｒｅ ｉｓ ｍｙ ｏｒｄｅｒ", string.Join(' ', Enumerable.Repeat("order", 800)),
            }
        )
        {
            Assert.All(Model.Classify(text), s => Assert.InRange(s.Score, 0, 1));
        }
    }

    [Fact]
    public void An_intent_with_one_phrase_and_a_phrase_in_two_intents_can_be_learned()
    {
        var model = Train(new() { ["a"] = ["open the door"], ["b"] = ["close the window", "open the door"], ["c"] = [""] }, "en");

        Assert.Equal(["a", "b", "c"], model.Intents);
        Assert.Equal("b", model.Classify("close the window")[0].Intent);
    }

    [Fact]
    public void Learning_can_be_given_up() =>
        Assert.ThrowsAny<OperationCanceledException>(() =>
            IntentTrainer.Train(Labelled(English), new TrainingOptions("en"), new CancellationToken(canceled: true))
        );

    private static IntentModel Train(Dictionary<string, string[]> intents, string language) =>
        IntentTrainer.Train(Labelled(intents), new TrainingOptions(language) { Networks = 1, Hidden = 32 }, Token);

    private static List<LabelledPhrase> Labelled(Dictionary<string, string[]> intents) =>
        [.. intents.SelectMany(i => i.Value.Select(p => new LabelledPhrase(p, i.Key)))];
}
