using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class SayTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Says_picture_file_and_card_with_the_text()
    {
        var message = await SayAsync(
            """
            {
              "text": "Look, {{ vars.name }}",
              "imageUrl": "=vars.picture", "imageAlt": "A vase",
              "fileUrl": "https://shop.test/i/{{ vars.name }}/price%20list.pdf",
              "cards": [ { "title": "Vase {{ vars.name }}", "text": "From 20", "imageUrl": "https://shop.test/1.png", "imageAlt": "Blue",
                "buttons": [ { "title": "Take it" }, { "title": "More", "url": "https://shop.test/vase" } ] } ]
            }
            """
        );

        Assert.Equal("Look, a/b", message.Text);
        AssertAttachments(
            """
            [
              { "kind": "image", "url": "https://shop.test/1.png?a=1", "alternativeText": "A vase" },
              { "kind": "file", "url": "https://shop.test/i/a%2Fb/price%20list.pdf", "name": "price list.pdf" },
              { "kind": "card", "title": "Vase a/b", "text": "From 20",
                "picture": { "url": "https://shop.test/1.png", "alternativeText": "Blue" },
                "buttons": [ { "title": "Take it", "value": "Take it" }, { "title": "More", "url": "https://shop.test/vase" } ] }
            ]
            """,
            message
        );
    }

    [Fact]
    public async Task Makes_a_carousel_of_a_list_that_a_formula_gives()
    {
        var message = await SayAsync(
            """{ "cards": "=['Vase', 'Lamp'].map(function (t) { return { title: t, buttons: [{ title: 'Buy', value: 'buy ' + t }] }; })" }"""
        );

        AssertAttachments(
            """
            [{ "kind": "carousel", "cards": [
              { "title": "Vase", "buttons": [{ "title": "Buy", "value": "buy Vase" }] },
              { "title": "Lamp", "buttons": [{ "title": "Buy", "value": "buy Lamp" }] } ] }]
            """,
            message
        );
    }

    [Fact]
    public async Task Fills_an_adaptive_card_and_puts_it_into_words()
    {
        var message = await SayAsync(
            """
            { "adaptiveCard": { "type": "AdaptiveCard", "version": "1.5",
              "body": [
                { "type": "TextBlock", "text": "**Order** {{ vars.name }}" },
                { "type": "ColumnSet", "columns": [ { "type": "Column", "items": [ { "type": "Image", "url": "=vars.picture", "altText": "A vase" } ] } ] },
                { "type": "FactSet", "facts": [ { "title": "Total", "value": "=String(1 + 1)" } ] },
                { "type": "Input.Text", "id": "mail", "label": "Your mail" } ],
              "actions": [ { "type": "Action.OpenUrl", "title": "Open", "url": "https://shop.test/o" } ] } }
            """
        );

        var card = Assert.IsType<MessageAttachment.AdaptiveCard>(Assert.Single(message.Attachments!));
        Assert.Equal("**Order** a/b", card.Content.GetProperty("body")[0].GetProperty("text").GetString());
        Assert.Equal("Order a/b\nA vase\nTotal: 2\nYour mail\nOpen: https://shop.test/o", card.FallbackText);
    }

    [Theory]
    [InlineData("""{ "adaptiveCard": { "type": "AdaptiveCard", "fallbackText": "from the card" } }""", "from the card")]
    [InlineData("""{ "adaptiveCard": { "type": "AdaptiveCard", "fallbackText": "x" }, "fallbackText": "from the author" }""", "from the author")]
    public async Task Prefers_the_words_that_an_author_gave(string config, string words)
    {
        var message = await SayAsync(config);

        Assert.Equal(words, Assert.IsType<MessageAttachment.AdaptiveCard>(Assert.Single(message.Attachments!)).FallbackText);
    }

    [Theory]
    [InlineData("""{ }""", "config.required")]
    [InlineData("""{ "text": " " }""", "say.empty")]
    [InlineData("""{ "imageUrl": "javascript:alert(1)" }""", "say.address")]
    [InlineData("""{ "imageUrl": "/relative.png" }""", "say.address")]
    [InlineData("""{ "fileUrl": "https://shop.test@evil.test/" }""", "say.address")]
    [InlineData("""{ "cards": [ { "title": "A", "imageUrl": "ftp://a.test/1.png" } ] }""", "say.address")]
    [InlineData("""{ "cards": [ { "title": "A", "buttons": [ { "title": "B", "url": "data:text/html,x" } ] } ] }""", "say.cardButton")]
    [InlineData("""{ "adaptiveCard": { "type": "TextBlock" } }""", "say.adaptiveCard")]
    [InlineData("""{ "adaptiveCard": { "type": "AdaptiveCard", "actions": [ { "type": "Action.OpenUrl", "url": "javascript:alert(1)" } ] } }""", "say.adaptiveCard")]
    [InlineData("""{ "text": "a", "translations": [ { "language": "de" }, { "language": "DE" } ] }""", "say.language")]
    public void Refuses_what_must_not_be_sent_while_it_is_drawn(string config, string code)
    {
        Assert.Contains(code, Problems(config).Select(p => p.Code));
    }

    [Fact]
    public async Task An_address_out_of_data_that_is_no_web_address_fails_the_node()
    {
        using var chat = _engine.Talk(
            Flow.With("start", Use.Start).Then("show", NodeSpec.Of("say", """{ "imageUrl": "='java' + 'script:alert(1)'" }""")).And("sorry", Use.Say("No picture.")).Link("show", "error", "sorry")
        );

        await chat.StartAsync(Token);

        Assert.Equal(["No picture."], chat.Answers());
        Assert.Equal("say.address", chat.Journal.Single(e => e.Kind == JournalKind.NodeFailed).Error!.Code);
    }

    [Theory]
    [InlineData("de", "Hallo", "Ja")]
    [InlineData("de-AT", "Hallo", "Ja")]
    [InlineData("pt-BR", "Oi", "Yes")]
    [InlineData("pt", "Hello", "Yes")]
    [InlineData("fr", "Hello", "Yes")]
    public async Task Speaks_the_language_of_the_conversation(string language, string text, string button)
    {
        const string Config = """
            { "text": "Hello", "buttons": ["Yes"], "translations": [ { "language": "de", "text": "Hallo", "buttons": ["Ja"] }, { "language": "pt-BR", "text": "Oi" } ] }
            """;
        using var chat = _engine.TalkIn(language, Bot.With(Flow.With("start", Use.Start).Then("hello", NodeSpec.Of("say", Config))));

        await chat.StartAsync(Token);

        Assert.Equal((text, button), (chat.Transcript[0].Text, chat.Transcript[0].Buttons[0].Title));
    }

    [Fact]
    public async Task Never_says_a_variant_twice_in_a_row_and_in_time_all_of_them()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("say", NodeSpec.Of("say", """{ "text": "one", "variants": ["two", "three", "four"] }"""))
            .Then("ask", Use.Ask("?", "\"maxVisits\": 20"))
            .Link("ask", "answered", "say");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        for (var i = 0; i < 19; i++)
        {
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
            await chat.SendAsync("on", Token);
        }

        var said = chat.Answers().Where(a => a != "?").ToList();
        Assert.DoesNotContain(said.Zip(said.Skip(1)), pair => pair.First == pair.Second);
        Assert.Equal(4, said.Distinct().Count());
    }

    [Fact]
    public async Task Says_the_same_variant_when_the_turn_is_replayed()
    {
        var said = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            said.Add((await SayAsync("""{ "text": "one", "variants": ["two", "three", "four", "five"] }""")).Text);
        }

        Assert.Single(said);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void AssertAttachments(string expected, SimulatedMessage message)
    {
        var actual = JsonSerializer.Serialize(message.Attachments, RunJson.Default.IReadOnlyListMessageAttachment);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(actual)), actual);
    }

    private IReadOnlyList<Problem> Problems(string config) =>
        _engine.Catalog.All.Single(t => t.Definition.Type == "say").Check(JsonElement.Parse(config), _engine.Expressions);

    private async Task<SimulatedMessage> SayAsync(string config)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("say", NodeSpec.Of("say", config))
            .Variable("name", "a/b")
            .Variable("picture", "https://shop.test/1.png?a=1");
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        Assert.Empty(chat.Journal.Where(e => e.Error is not null).Select(e => e.Error!.Message));
        return Assert.Single(chat.Transcript);
    }
}
