using System.Text.Json;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

/// <summary>A table is booked; the clock stands at Monday, 2 March 2026.</summary>
public sealed class AskFormTests : IDisposable
{
    private const string Slots = """
        "slots": [
          { "name": "day", "label": "date", "entity": "date", "question": "Which day?", "saveTo": "day" },
          { "name": "guests", "entity": "number", "question": "How many guests on {{ vars.day }}?", "valid": "=answer >= 1 && answer <= 8", "invalid": "1 to 8 guests." },
          { "name": "name", "question": "On which name?" }
        ]
        """;

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Asks_for_one_after_the_other()
    {
        using var chat = await OpenAsync(Slots);

        await SayAsync(chat, "hello", "tomorrow", "4", "Vera, and 2 dogs");

        Assert.Equal(["When, and how many?", "Which day?", "How many guests on 2026-03-03?", "On which name?", "done"], chat.Answers());
        AssertForm("""{ "day": "2026-03-03", "guests": 4, "name": "Vera, and 2 dogs" }""", chat);
    }

    [Fact]
    public async Task Takes_several_answers_out_of_one_message()
    {
        using var chat = await OpenAsync(Slots);

        await SayAsync(chat, "4 people on 2026-03-12", "Vera");

        Assert.Equal(["When, and how many?", "On which name?", "done"], chat.Answers());
        AssertForm("""{ "day": "2026-03-12", "guests": 4, "name": "Vera" }""", chat);
    }

    [Fact]
    public async Task Takes_answers_out_of_the_message_that_started_the_run()
    {
        var flow = Flow.With("asked", Use.Intent("book")).Then("form", Use.Ask("When, and how many?", Slots)).Then("done", Use.Say("done"));
        using var chat = _engine.TalkIn("en", Bot.With(flow).Intent("book", "book a table"));

        await chat.SendAsync("book a table for friday", Token);

        Assert.Equal(["How many guests on 2026-03-06?"], chat.Answers());
    }

    [Theory]
    [InlineData("no, I meant 3", """{ "day": "2026-03-03", "guests": 3, "name": "Vera" }""", "Got it, guests: 3. On which name?")]
    [InlineData("sorry, the date is friday", """{ "day": "2026-03-06", "guests": 4, "name": "Vera" }""", "Got it, date: 2026-03-06. On which name?")]
    [InlineData("the date is friday", """{ "day": "2026-03-06", "guests": 4, "name": "Vera" }""", "Got it, date: 2026-03-06. On which name?")]
    public async Task Accepts_a_correction_of_an_earlier_answer_and_asks_on(string correction, string form, string answer)
    {
        using var chat = await OpenAsync(Slots);

        await SayAsync(chat, "tomorrow", "4", correction);
        Assert.Equal(answer, chat.Answers()[^1]);
        await SayAsync(chat, "Vera");

        AssertForm(form, chat);
    }

    [Fact]
    public async Task Refuses_a_correction_that_is_not_valid()
    {
        using var chat = await OpenAsync(Slots);

        await SayAsync(chat, "tomorrow", "4", "no, I meant 30");

        Assert.Equal("1 to 8 guests.", chat.Answers()[^1]);
        await SayAsync(chat, "Vera");
        AssertForm("""{ "day": "2026-03-03", "guests": 4, "name": "Vera" }""", chat);
    }

    [Fact]
    public async Task Asks_again_for_an_answer_that_is_said_to_be_wrong()
    {
        using var chat = await OpenAsync(Slots + """, "confirm": true """);

        await SayAsync(chat, "tomorrow, 4 of us", "Vera", "no", "the date is wrong", "friday", "yes");

        Assert.Equal(
            [
                "When, and how many?",
                "On which name?",
                "date: 2026-03-03\nguests: 4\nname: Vera\nIs that right?",
                "What should I change?",
                "Which day?",
                "date: 2026-03-06\nguests: 4\nname: Vera\nIs that right?",
                "done",
            ],
            chat.Answers()
        );
    }

    [Fact]
    public async Task Accepts_corrections_instead_of_a_yes()
    {
        using var chat = await OpenAsync(Slots + """, "confirm": true, "summary": "{{ answer.name }}, {{ answer.guests }}, {{ vars.day }}?" """);

        await SayAsync(chat, "tomorrow, 4 of us", "Vera", "No, 5 guests and the name is Anna Lee.");

        Assert.Equal("Vera, 4, 2026-03-03?", chat.Answers()[2]);
        Assert.EndsWith("Vera, 5, 2026-03-03?", chat.Answers()[^1], StringComparison.Ordinal);
        await SayAsync(chat, "no, the name is Anna Lee.", "that's right");
        AssertForm("""{ "day": "2026-03-03", "guests": 5, "name": "Anna Lee" }""", chat);
    }

    [Fact]
    public async Task Speaks_german_where_the_conversation_does()
    {
        const string Translated = """
            , "confirm": true, "translations": [ { "language": "de", "text": "Wann und wie viele?", "questions": ["Welcher Tag?", "Wie viele Gäste?", "Auf welchen Namen?"],
              "labels": ["Datum", "Gäste", "Name"] } ]
            """;
        using var chat = await OpenAsync(Slots + Translated, "de");

        await SayAsync(chat, "morgen", "4", "Entschuldigung, das Datum ist übermorgen", "Vera", "Ja, bitte");

        Assert.Equal(
            [
                "Wann und wie viele?",
                "Wie viele Gäste?",
                "Auf welchen Namen?",
                "Alles klar, Datum: 2026-03-04. Auf welchen Namen?",
                "Datum: 2026-03-04\nGäste: 4\nName: Vera\nStimmt das so?",
                "done",
            ],
            chat.Answers()
        );
    }

    [Fact]
    public async Task Leaves_out_what_is_not_needed_and_reads_choices_anywhere()
    {
        using var chat = await OpenAsync(
            """
            "slots": [
              { "name": "size", "entity": "choice", "choices": ["Small", "Large"], "question": "Which size?" },
              { "name": "extra", "question": "Anything on top?", "required": false },
              { "name": "gift", "entity": "confirm", "question": "A gift?" }
            ]
            """
        );

        await SayAsync(chat, "a large one");
        Assert.Equal(["Skip"], chat.Transcript[^1].Buttons.Select(b => b.Title));
        await SayAsync(chat, "skip", "no");

        AssertForm("""{ "size": "Large", "extra": null, "gift": false }""", chat);
    }

    [Fact]
    public async Task Gives_up_on_a_question_that_is_never_answered()
    {
        using var chat = await OpenAsync(Slots + """, "maxVisits": 2 """);

        await SayAsync(chat, "well", "hm", "hm");

        Assert.Equal(["When, and how many?", "Which day?", "Sorry, that does not fit. Which day?", "gave up"], chat.Answers());
    }

    [Fact]
    public async Task Fills_itself_in_from_a_submitted_card()
    {
        using var chat = await OpenAsync(Slots);

        await chat.SendAsync("", JsonElement.Parse("""{ "day": "2026-03-05", "guests": "12", "name": "Vera" }"""), Token);

        Assert.Equal("How many guests on 2026-03-05?", chat.Answers()[^1]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task SayAsync(SimulatedConversation chat, params string[] said)
    {
        foreach (var text in said)
        {
            await chat.SendAsync(text, Token);
        }
    }

    private static void AssertForm(string expected, SimulatedConversation chat)
    {
        var form = chat.Variables["form"];
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), form), form.GetRawText());
    }

    private async Task<SimulatedConversation> OpenAsync(string settings, string language = "en")
    {
        var flow = Flow.With("start", Use.Start)
            .Then("form", Use.Ask("When, and how many?", $"\"saveTo\": \"form\", {settings}"))
            .Then("done", Use.Say("done"))
            .And("lost", Use.Say("gave up"))
            .Link("form", "gaveUp", "lost");
        var chat = _engine.TalkIn(language, Bot.With(flow));
        await chat.StartAsync(Token);
        return chat;
    }
}
