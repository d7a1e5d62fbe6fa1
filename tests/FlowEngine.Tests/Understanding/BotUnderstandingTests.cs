using FlowEngine.Definition;
using FlowEngine.Understanding;

namespace FlowEngine.Tests.Understanding;

public sealed class BotUnderstandingTests
{
    // A Wednesday; in Berlin it is already Thursday the 3rd when UTC is at 23:00.
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly BotUnderstanding Understanding = new(
        new BotDefinition(
            "shop",
            "Shop",
            "UTC",
            ["en"],
            new Dictionary<string, IntentDefinition>
            {
                ["orderStatus"] = new(["where is my order", "order status", "track my package", "has my parcel been shipped"]),
                ["stockCheck"] = new(["is this in stock", "do you have mugs", "check availability"]),
                ["returns"] = new(["i want to return something", "how do i send an item back", "refund please"]),
            },
            new Dictionary<string, EntityDefinition>
            {
                ["orderNumber"] = new("pattern", "^[0-9]{4}$"),
                ["sku"] = new("pattern", "[a-z]{2,4}-[0-9]{2}"),
                ["bomb"] = new("pattern", "^(a+)+(?=b)$"),
                ["color"] = new("list", null, new Dictionary<string, IReadOnlyList<string>> { ["blue"] = ["navy", "navy blue", "blau"], ["red"] = ["crimson"] }),
            },
            null,
            new Dictionary<string, string>(),
            new Dictionary<string, VariableDefinition>(),
            new Dictionary<string, System.Text.Json.JsonElement>()
        )
    );

    [Theory]
    [InlineData("where is my order", "orderStatus")]
    [InlineData("Where is my order?", "orderStatus")]
    [InlineData("WHERE IS MY ORDER!!!", "orderStatus")]
    [InlineData("where's my order", "orderStatus")]
    [InlineData("where is my order 1003", "orderStatus")]
    [InlineData("hi, where is my order please", "orderStatus")]
    [InlineData("what is the status of my order", "orderStatus")]
    [InlineData("track my packages", "orderStatus")]
    [InlineData("has my parcel shipped", "orderStatus")]
    [InlineData("is the mug in stock", "stockCheck")]
    [InlineData("do you have mugs", "stockCheck")]
    [InlineData("check availability of MUG-01", "stockCheck")]
    [InlineData("I want to return something", "returns")]
    [InlineData("i'd like a refund please", "returns")]
    [InlineData("ｗｈｅｒｅ　ｉｓ　ｍｙ　ｏｒｄｅｒ", "orderStatus")]
    [InlineData("tell me a joke", null)]
    [InlineData("what's the weather in paris", null)]
    [InlineData("", null)]
    [InlineData("🙂", null)]
    [InlineData("1003", null)]
    public void Finds_what_a_visitor_wants(string text, string? intent)
    {
        var understood = Understanding.Understand(text, Context("en"));

        Assert.Equal(intent, understood.Best?.Intent);
        Assert.All(understood.Intents, i => Assert.InRange(i.Score, 0, 1));
    }

    [Theory]
    [InlineData("en", "orderNumber", "1003", "\"1003\"")]
    [InlineData("en", "orderNumber", "it's 1003", "\"1003\"")]
    [InlineData("en", "orderNumber", "#1003", "\"1003\"")]
    [InlineData("en", "orderNumber", "order no. 1003, thanks", "\"1003\"")]
    [InlineData("en", "orderNumber", "(1003)", "\"1003\"")]
    [InlineData("en", "orderNumber", "1003 or 1004", "\"1003\",\"1004\"")]
    [InlineData("en", "orderNumber", "10034", "")]
    [InlineData("en", "orderNumber", "order1003", "")]
    [InlineData("en", "orderNumber", "I don't know", "")]
    [InlineData("en", "sku", "is MUG-01 there", "\"MUG-01\"")]
    [InlineData("en", "bomb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "")]
    [InlineData("en", "color", "the navy blue one", "\"blue\"")]
    [InlineData("en", "color", "Navy  Blue, or CRIMSON", "\"blue\",\"red\"")]
    [InlineData("de", "color", "in Blau bitte", "\"blue\"")]
    [InlineData("en", "color", "bluest", "")]
    [InlineData("en", "number", "42", "42")]
    [InlineData("en", "number", "I need 3 of them", "3")]
    [InlineData("en", "number", "-7.5 degrees", "-7.5")]
    [InlineData("en", "number", "1,234.5", "1234.5")]
    [InlineData("en", "number", "1,234", "1234")]
    [InlineData("en", "number", "1,234,567", "1234567")]
    [InlineData("en", "number", "1.234", "1.234")]
    [InlineData("de", "number", "1.234,5", "1234.5")]
    [InlineData("de", "number", "1.234", "1234")]
    [InlineData("de", "number", "2,5 Kilo", "2.5")]
    [InlineData("de", "number", "1.234.567", "1234567")]
    [InlineData("de", "number", "zwölf Stück", "12")]
    [InlineData("en", "number", "two, please", "2")]
    [InlineData("en", "number", "Twelve", "12")]
    [InlineData("en", "number", "MUG-01", "")]
    [InlineData("en", "number", "A10", "")]
    [InlineData("en", "number", "none", "")]
    [InlineData("en", "email", "ada@example.com", "\"ada@example.com\"")]
    [InlineData("en", "email", "it's Ada.Lovelace+shop@Mail.Example.COM.", "\"Ada.Lovelace+shop@mail.example.com\"")]
    [InlineData("en", "email", "<ada@example.co.uk>", "\"ada@example.co.uk\"")]
    [InlineData("de", "email", "jörg@müller.de", "\"jörg@müller.de\"")]
    [InlineData("en", "email", "a@b.io or c@d.org", "\"a@b.io\",\"c@d.org\"")]
    [InlineData("en", "email", "ada@example", "")]
    [InlineData("en", "email", "@example.com", "")]
    [InlineData("en", "date", "2026-12-24", "\"2026-12-24\"")]
    [InlineData("de", "date", "am 24.12.2026", "\"2026-12-24\"")]
    [InlineData("de", "date", "1.2.26", "\"2026-02-01\"")]
    [InlineData("en", "date", "24.12.2026", "\"2026-12-24\"")]
    [InlineData("en", "date", "12/24/2026", "\"2026-12-24\"")]
    [InlineData("en-GB", "date", "24/12/2026", "\"2026-12-24\"")]
    [InlineData("en", "date", "24/12/2026", "\"2026-12-24\"")]
    [InlineData("en", "date", "3/4/2026", "\"2026-03-04\"")]
    [InlineData("en-GB", "date", "3/4/2026", "\"2026-04-03\"")]
    [InlineData("en", "date", "today", "\"2026-12-02\"")]
    [InlineData("en", "date", "Tomorrow!", "\"2026-12-03\"")]
    [InlineData("en", "date", "it came yesterday", "\"2026-12-01\"")]
    [InlineData("de", "date", "heute oder morgen", "\"2026-12-02\",\"2026-12-03\"")]
    [InlineData("de", "date", "übermorgen", "\"2026-12-04\"")]
    [InlineData("en", "date", "on Friday", "\"2026-12-04\"")]
    [InlineData("en", "date", "wednesday", "\"2026-12-09\"")]
    [InlineData("de", "date", "nächsten Montag", "\"2026-12-07\"")]
    [InlineData("en", "date", "2026-02-30", "")]
    [InlineData("en", "date", "31.02.2026", "")]
    [InlineData("en", "date", "soon", "")]
    [InlineData("en", "date", "192.168.10.1", "")]
    [InlineData("en", "planet", "mars", "")]
    public void Finds_values(string language, string entity, string text, string expected)
    {
        var matches = Understanding.Extract(entity, text, Context(language));

        Assert.Equal(expected, string.Join(',', matches.Select(m => FlowEngine.Expressions.ScriptJson.Write(m.Value))));
        Assert.All(matches, m => Assert.Equal(m.Text, text.Substring(m.Start, m.Length)));
    }

    [Fact]
    public void Dates_are_those_of_the_zone()
    {
        var late = new UnderstandingContext("de", new DateTimeOffset(2026, 12, 2, 23, 30, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.Equal("2026-12-03", Understanding.Extract("date", "heute", late).Single().Value.GetString());
    }

    [Fact]
    public void A_message_holds_values_of_several_entities_in_order()
    {
        var understood = Understanding.Understand("where is my order 1003, the navy one", Context("en"));

        Assert.Equal(["orderNumber", "color"], understood.Entities.Select(e => e.Entity));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1.")]
    [InlineData("😀")]
    [InlineData("\ud800")]
    [InlineData("\0\u0007")]
    [InlineData("a@")]
    [InlineData("order ")]
    public void Only_the_first_4000_characters_are_read(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)) + " 1003 ada@example.com";

        var understood = Understanding.Understand(text, Context("en"));

        Assert.DoesNotContain(understood.Entities, e => e.Start >= 4_000);
        Assert.Empty(Understanding.Extract("orderNumber", text, Context("en")));
    }

    private static UnderstandingContext Context(string language) => new(language, Now, TimeZoneInfo.Utc);
}
