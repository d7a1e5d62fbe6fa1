using System.Text.Json;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class AskQuestionTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("en", "yes please", "true")]
    [InlineData("en", "Nope.", "false")]
    [InlineData("en", "ja", null)]
    [InlineData("de", "Ja, bitte!", "true")]
    [InlineData("de-CH", "lieber nicht", "false")]
    [InlineData("fr", "yes", "true")]
    [InlineData("en", "yes or no", null)]
    public async Task Reads_yes_and_no_in_the_language_of_the_conversation(string language, string said, string? answer)
    {
        using var chat = await AskedAsync(language, """ "entity": "confirm", "saveTo": "answer" """);

        await chat.SendAsync(said, Token);

        Assert.Equal(answer, AnswerIn(chat));
    }

    [Fact]
    public async Task Offers_yes_and_no_as_buttons()
    {
        using var chat = await AskedAsync("de", """ "entity": "confirm" """);

        Assert.Equal(["Ja", "Nein"], chat.Transcript[0].Buttons.Select(b => b.Title));
    }

    [Theory]
    [InlineData("Gren", "\"Green\"")]
    [InlineData("dark redd please", "\"Dark red\"")]
    [InlineData("the second one", "\"Dark red\"")]
    [InlineData("2.", "\"Dark red\"")]
    [InlineData("navy", "\"Blue\"")]
    [InlineData("sea blue", "\"Blue\"")]
    [InlineData("bleu", "\"Blue\"")]
    [InlineData("tan", null)]
    [InlineData("purple", null)]
    [InlineData("4", null)]
    [InlineData("!!!", null)]
    public async Task Matches_a_typed_answer_to_a_button(string said, string? answer)
    {
        using var chat = await AskedAsync(
            "en",
            """ "entity": "choice", "choices": ["Green", "Dark red", "Blue"], "synonyms": { "Blue": "navy, sea blue" }, "saveTo": "answer" """
        );

        await chat.SendAsync(said, Token);

        Assert.Equal(answer, AnswerIn(chat));
    }

    [Fact]
    public async Task A_typing_mistake_that_fits_two_choices_fits_none()
    {
        using var chat = await AskedAsync("en", """ "entity": "choice", "choices": ["Boots", "Roots"], "saveTo": "answer" """);

        await chat.SendAsync("foots", Token);

        Assert.Null(AnswerIn(chat));
    }

    [Fact]
    public async Task Keeps_the_answer_of_the_first_language_when_a_translated_button_is_pressed()
    {
        using var chat = await AskedAsync(
            "de",
            """ "entity": "choice", "choices": ["Green", "Red"], "saveTo": "answer", "translations": [ { "language": "de", "text": "Welche Farbe?", "choices": ["Grün", "Rot"] } ] """
        );

        await chat.SendAsync("Rot", JsonSerializer.SerializeToElement("Rot"), Token);

        Assert.Equal("Welche Farbe?", chat.Answers()[0]);
        Assert.Equal(["Grün", "Rot"], chat.Transcript[0].Buttons.Select(b => b.Value));
        Assert.Equal("\"Red\"", AnswerIn(chat));
    }

    [Fact]
    public async Task Climbs_the_ladder_of_wordings_until_it_gives_up()
    {
        using var chat = await AskedAsync("en", """ "entity": "number", "reprompt": "One.", "reprompts": ["Two.", "Three."], "maxVisits": 5 """);

        for (var i = 0; i < 5; i++)
        {
            await chat.SendAsync("no idea", Token);
        }

        Assert.Equal(["Question?", "One.", "Two.", "Three.", "Three.", "gave up"], chat.Answers());
    }

    [Theory]
    [InlineData("en", "Sorry, that does not fit. Question?")]
    [InlineData("de", "Das passt leider nicht. Question?")]
    public async Task Apologises_in_the_language_of_the_conversation(string language, string text)
    {
        using var chat = await AskedAsync(language, """ "entity": "number" """);

        await chat.SendAsync("?", Token);

        Assert.Equal(text, chat.Answers()[^1]);
    }

    [Fact]
    public async Task Says_what_is_wrong_with_an_answer_that_meets_no_condition_and_never_keeps_it()
    {
        using var chat = await AskedAsync("en", """ "entity": "number", "saveTo": "answer", "valid": "=answer > 0 && answer <= vars.most", "invalid": "1 to {{ vars.most }}." """);

        await chat.SendAsync("11", Token);
        Assert.Null(AnswerIn(chat));
        await chat.SendAsync("7", Token);

        Assert.Equal(["Question?", "1 to 10.", "thanks"], chat.Answers());
        Assert.Equal("7", AnswerIn(chat));
    }

    [Fact]
    public async Task A_condition_that_cannot_be_told_leaves_by_error()
    {
        using var chat = await AskedAsync("en", """ "entity": "number", "valid": "=answer.x.y > 0" """);

        await chat.SendAsync("1", Token);

        Assert.Equal("failed", chat.Answers()[^1]);
    }

    [Theory]
    [InlineData("en", "Skip", "skip")]
    [InlineData("en", "Skip", "I don't know")]
    [InlineData("de", "Überspringen", "weiß nicht")]
    public async Task Takes_the_default_answer_when_the_question_is_left_out(string language, string button, string said)
    {
        using var chat = await AskedAsync(language, """ "entity": "number", "saveTo": "answer", "skippable": true, "defaultAnswer": "=2 + 1" """);

        await chat.SendAsync(said, Token);

        Assert.Equal(button, chat.Transcript[0].Buttons[^1].Title);
        Assert.Equal("3", AnswerIn(chat));
    }

    [Theory]
    [InlineData("en", "Cancel, please.", "cancelled")]
    [InlineData("de", "Vergiss es", "cancelled")]
    [InlineData("de", "never mind", "thanks")]
    [InlineData("en", "do not cancel my order", "thanks")]
    public async Task Leaves_by_cancelled_when_the_visitor_says_so(string language, string said, string last)
    {
        using var chat = await AskedAsync(language, """ "cancellable": true, "saveTo": "answer" """);

        await chat.SendAsync(said, Token);

        Assert.Equal(last, chat.Answers()[^1]);
    }

    [Fact]
    public async Task Takes_a_message_that_holds_the_word_cancel_as_any_other_answer()
    {
        using var chat = await AskedAsync("en", """ "cancellable": true, "saveTo": "answer" """);

        await chat.SendAsync("cancel my order", Token);

        Assert.Equal("\"cancel my order\"", AnswerIn(chat));
    }

    [Theory]
    [InlineData("""{ "answer": 4 }""", "number", "4")]
    [InlineData("""{ "answer": "4 pieces" }""", "number", "4")]
    [InlineData("""{ "other": 4 }""", "number", null)]
    [InlineData("""{ "size": "L" }""", "text", """{"size":"L"}""")]
    public async Task Reads_the_inputs_of_a_submitted_card(string value, string entity, string? answer)
    {
        using var chat = await AskedAsync("en", $$""" "entity": "{{entity}}", "saveTo": "answer" """);

        await chat.SendAsync("", JsonElement.Parse(value), Token);

        Assert.Equal(answer, AnswerIn(chat)?.Replace(" ", "", StringComparison.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string? AnswerIn(SimulatedConversation chat) =>
        chat.Variables.TryGetValue("answer", out var answer) && answer.ValueKind != JsonValueKind.Null ? answer.GetRawText() : null;

    private async Task<SimulatedConversation> AskedAsync(string language, string settings)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("ask", Use.Ask("Question?", settings))
            .Then("thanks", Use.Say("thanks"))
            .And("lost", Use.Say("gave up"))
            .And("stopped", Use.Say("cancelled"))
            .And("broken", Use.Say("failed"))
            .Link("ask", "gaveUp", "lost")
            .Link("ask", "cancelled", "stopped")
            .Link("ask", "error", "broken")
            .Variable("most", 10)
            .Variable("answer");
        var chat = _engine.TalkIn(language, Bot.With(flow));
        await chat.StartAsync(Token);
        return chat;
    }
}
