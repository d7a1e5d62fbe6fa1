using System.Text.Json;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class MenuTests : IDisposable
{
    private const string Choices = """
        "choices": [ { "port": "track", "title": "Track my order", "synonyms": ["where is it"] }, { "port": "refund", "title": "Get a refund" } ]
        """;

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Track my order", "track")]
    [InlineData("2", "refund")]
    [InlineData("refund", "refund")]
    [InlineData("get a refnud", "refund")]
    [InlineData("Where is it?!", "track")]
    public async Task Goes_the_way_of_the_choice_however_it_is_said(string said, string port)
    {
        using var chat = await ShownAsync(Choices);

        await chat.SendAsync(said, Token);

        Assert.Equal(["Track my order", "Get a refund"], chat.Transcript[0].Buttons.Select(b => b.Title));
        Assert.Equal(port, chat.Answers()[^1]);
        Assert.Equal(port, chat.Variables["choice"].GetString());
    }

    [Fact]
    public async Task Asks_again_and_gives_up_in_the_end()
    {
        using var chat = await ShownAsync(Choices + """, "reprompt": "One of the two, please.", "maxVisits": 2 """);

        await chat.SendAsync("weather", Token);
        await chat.SendAsync("news", Token);

        Assert.Equal(["What is it about?", "One of the two, please.", "gaveUp"], chat.Answers());
        Assert.Equal(2, chat.Transcript.Single(m => m.Text == "One of the two, please.").Buttons.Count);
    }

    [Fact]
    public async Task Takes_anything_else_where_it_is_to_and_passes_it_on()
    {
        using var chat = await ShownAsync(Choices + """, "acceptOther": true """);

        await chat.SendAsync("weather", Token);

        Assert.Equal("other: weather", chat.Answers()[^1]);
    }

    [Fact]
    public async Task Shows_the_choices_in_the_language_of_the_conversation_and_understands_both()
    {
        const string German = """, "translations": [ { "language": "de", "text": "Worum geht es?", "titles": ["Wo ist meine Bestellung?", "Geld zurück"] } ] """;
        foreach (var said in new[] { "geld zurück", "get a refund" })
        {
            using var chat = await ShownAsync(Choices + German, "de");

            await chat.SendAsync(said, Token);

            Assert.Equal(["Worum geht es?", "refund"], chat.Answers());
        }
    }

    [Theory]
    [InlineData("""{ "text": "a", "choices": [] }""", "config.required")]
    [InlineData("""{ "text": "a", "choices": [ { "port": "other", "title": "A" } ] }""", "menu.port")]
    [InlineData("""{ "text": "a", "choices": [ { "port": "a", "title": "A" }, { "port": "a", "title": "B" } ] }""", "menu.ports")]
    [InlineData("""{ "text": "a", "choices": [ { "port": "a", "title": "A" } ], "maxVisits": 21 }""", "menu.maxVisits")]
    public void Refuses_settings_that_lead_nowhere(string config, string code)
    {
        var problems = _engine.Catalog.All.Single(t => t.Definition.Type == "menu").Check(JsonElement.Parse(config), _engine.Expressions);

        Assert.Contains(code, problems.Select(p => p.Code));
    }

    [Fact]
    public void Has_a_port_for_each_choice_titled_like_its_button()
    {
        var menu = _engine.Catalog.All.Single(t => t.Definition.Type == "menu").Definition;

        var ports = menu.PortsFor(JsonElement.Parse($$"""{ {{Choices}}, "acceptOther": true }"""));

        Assert.Equal(["track", "refund", "other", "gaveUp", "error"], ports.Select(p => p.Name));
        Assert.Equal("Track my order", ports[0].Title);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<SimulatedConversation> ShownAsync(string settings, string language = "en")
    {
        var flow = Flow.With("start", Use.Start)
            .Then("menu", NodeSpec.Of("menu", $$"""{ "text": "What is it about?", "saveTo": "choice", {{settings}} }""", then: "track"))
            .Then("track", Use.Say("track"))
            .And("refund", Use.Say("refund"))
            .And("other", Use.Say("other: {{ nodes.menu.output }}"))
            .And("gaveUp", Use.Say("gaveUp"))
            .Link("menu", "refund", "refund")
            .Link("menu", "other", "other")
            .Link("menu", "gaveUp", "gaveUp");
        var chat = _engine.TalkIn(language, Bot.With(flow));
        await chat.StartAsync(Token);
        return chat;
    }
}
