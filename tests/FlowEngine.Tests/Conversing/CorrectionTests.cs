using System.Text.Json;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Conversing;

/// <summary>A visitor takes back what was answered: in a form, and at the next question.</summary>
public sealed class CorrectionTests : IDisposable
{
    private const string Number = """ "entity": "number", "saveTo": "count", "maxVisits": 1 """;
    private const string Colour = """ "entity": "choice", "choices": ["Blue", "Green"], "saveTo": "colour", "maxVisits": 1 """;
    private const string Email = """ "entity": "email", "saveTo": "email", "maxVisits": 1 """;

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("en", "no, I meant 3", "3")]
    [InlineData("en", "Sorry, I meant 3.5 please", "3.5")]
    [InlineData("en", "oops, 3", "3")]
    [InlineData("en", "not 7, 3", "3")]
    [InlineData("de", "nein, ich meinte 3", "3")]
    [InlineData("de", "Ups, ich habe mich vertippt: 3", "3")]
    [InlineData("de", "nicht 7 sondern 3", "3")]
    public async Task The_question_before_is_answered_once_more_and_the_open_one_asked_again(string language, string said, string count)
    {
        using var chat = await AskedAsync(language, Use.Ask("How many?", Number), Use.Ask("Your address?", Email));
        await chat.SendAsync("7", Token);

        await chat.SendAsync(said, Token);
        await chat.SendAsync("v@example.com", Token);

        Assert.Equal(["How many?", "Your address?", "Your address?", $"{count} v@example.com"], chat.Answers());
        Assert.Equal("first", Assert.Single(chat.Journal, e => e.Kind == JournalKind.Corrected).Data.GetString());
    }

    [Fact]
    public async Task Of_two_questions_of_a_kind_the_words_tell_which_one_is_meant()
    {
        using var chat = await AskedAsync("en", Use.Ask("Adults?", Number), Use.Ask("Children?", """ "entity": "number", "saveTo": "email" """));
        await chat.SendAsync("4", Token);

        await chat.SendAsync("no, I meant 3", Token);
        await chat.SendAsync("2", Token);

        Assert.Equal("3 2", chat.Answers()[^1]);
    }

    [Theory]
    [InlineData("no, 3")]
    [InlineData("3")]
    [InlineData("not 5, 3")]
    public async Task What_may_be_an_answer_to_the_open_question_is_one(string said)
    {
        using var chat = await AskedAsync("en", Use.Ask("Adults?", Number), Use.Ask("Children?", """ "entity": "number", "saveTo": "email" """));
        await chat.SendAsync("4", Token);

        await chat.SendAsync(said, Token);

        Assert.Equal("4 3", chat.Answers()[^1]);
    }

    [Fact]
    public async Task Where_both_take_any_text_nobody_can_tell_and_the_open_question_has_it()
    {
        const string text = """ "saveTo": "count" """;
        using var chat = await AskedAsync("en", Use.Ask("Your name?", text), Use.Ask("Anything else?", """ "saveTo": "email" """));
        await chat.SendAsync("Vera", Token);

        await chat.SendAsync("I meant to ask about parking", Token);

        Assert.Equal("Vera I meant to ask about parking", chat.Answers()[^1]);
    }

    [Fact]
    public async Task A_name_is_corrected_at_a_question_that_takes_something_else()
    {
        using var chat = await AskedAsync("en", Use.Ask("Your name?", """ "saveTo": "count" """), Use.Ask("Your address?", Email));
        await chat.SendAsync("Vera", Token);

        await chat.SendAsync("Sorry, I meant Vera Miller", Token);
        await chat.SendAsync("v@example.com", Token);

        Assert.Equal("Vera Miller v@example.com", chat.Answers()[^1]);
    }

    [Fact]
    public async Task What_does_not_fit_the_question_before_is_no_correction()
    {
        using var chat = await AskedAsync("en", Use.Ask("How many?", Number), Use.Ask("Your address?", """ "entity": "email", "saveTo": "email" """));
        await chat.SendAsync("7", Token);

        await chat.SendAsync("I meant many", Token);

        Assert.Equal("Sorry, that does not fit. Your address?", chat.Answers()[^1]);
        Assert.DoesNotContain(chat.Journal, e => e.Kind == JournalKind.Corrected);
    }

    [Fact]
    public async Task After_a_call_the_answer_stands()
    {
        using var chat = await AskedAsync("en", Use.Ask("How many?", Number), NodeSpec.Of("emit", """{ "event": "counted" }"""), Use.Ask("Your address?", """ "entity": "email", "saveTo": "email" """));
        await chat.SendAsync("7", Token);

        await chat.SendAsync("no, I meant 3", Token);

        Assert.Equal("7", chat.Variables["count"].GetRawText());
    }

    [Fact]
    public async Task The_question_before_the_one_before_stands()
    {
        using var chat = await AskedAsync(
            "en",
            Use.Ask("How many?", Number),
            Use.Ask("Which colour?", Colour),
            Use.Ask("Your address?", """ "entity": "email", "saveTo": "email" """)
        );
        await chat.SendAsync("7", Token);
        await chat.SendAsync("blue", Token);

        await chat.SendAsync("no, I meant 3", Token);

        Assert.Equal("7", chat.Variables["count"].GetRawText());
        Assert.DoesNotContain(chat.Journal, e => e.Kind == JournalKind.Corrected);
    }

    [Fact]
    public async Task A_choice_in_a_menu_leads_elsewhere()
    {
        var menu = NodeSpec.Of("menu", """{ "text": "What about?", "choices": [ { "port": "orders", "title": "Orders" }, { "port": "returns", "title": "Returns" } ] }""", then: "orders");
        var flow = Flow.With("start", Use.Start)
            .Then("menu", menu)
            .Then("order", Use.Ask("Which order?", """ "entity": "number" """))
            .And("return", Use.Ask("Which return?", """ "entity": "number" """))
            .Link("menu", "returns", "return");
        using var chat = _engine.TalkIn("en", Bot.With(flow));
        await chat.StartAsync(Token);
        await chat.SendAsync("orders", Token);

        await chat.SendAsync("Oh no, I meant returns", Token);

        Assert.Equal("Which return?", chat.Answers()[^1]);
    }

    [Theory]
    [InlineData("not blue, green")]
    [InlineData("not the blue one but green")]
    [InlineData("green, not blue")]
    public async Task Of_two_choices_the_one_that_is_meant_is_taken(string said)
    {
        using var chat = await AskedAsync("en", Use.Ask("Which colour?", Colour));

        await chat.SendAsync(said, Token);

        Assert.Equal("\"Green\"", chat.Variables["colour"].GetRawText());
    }

    [Theory]
    [InlineData("no, I meant 3", 3)]
    [InlineData("not 4 but 5", 5)]
    public async Task In_a_form_an_answer_is_taken_back_at_any_time(string said, int guests)
    {
        using var chat = await AskedAsync("en", Form);
        await chat.SendAsync("4", Token);

        await chat.SendAsync(said, Token);

        Assert.Equal($"Got it, guests: {guests}. Which colour?", chat.Answers()[^1]);
    }

    [Fact]
    public async Task In_a_form_what_is_not_meant_tells_which_answer_is_taken_back()
    {
        const string slots = """ "slots": [ { "name": "adults", "entity": "number", "question": "Adults?" }, { "name": "children", "entity": "number", "question": "Children?" }, { "name": "colour", "entity": "choice", "choices": ["Blue", "Green"], "question": "Which colour?" } ], "saveTo": "count" """;
        using var chat = await AskedAsync("en", Use.Ask("Tell me.", slots));
        await chat.SendAsync("2", Token);
        await chat.SendAsync("4", Token);

        await chat.SendAsync("not 2, 3", Token);

        Assert.Equal("Got it, adults: 3. Which colour?", chat.Answers()[^1]);
    }

    [Fact]
    public async Task A_form_that_is_filled_in_is_corrected_at_the_next_question()
    {
        using var chat = await AskedAsync("en", Form, Use.Ask("Your address?", Email));
        await chat.SendAsync("4", Token);
        await chat.SendAsync("blue", Token);

        await chat.SendAsync("Sorry, I meant green", Token);

        Assert.Equal(["Got it, colour: Green.", "Your address?"], chat.Answers().TakeLast(2));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{ "guests": 4, "colour": "Green" }"""), chat.Variables["count"]));
    }

    [Fact]
    public async Task A_correction_is_taken_by_another_process()
    {
        var program = _engine.Compile(Bot.With(FlowOf(Use.Ask("How many?", Number), Use.Ask("Your address?", Email))), version: 1);
        var turns = new CommittedTurns();
        RunState? run = null;
        foreach (var input in (TurnInput[])[new TurnInput.Started(), new TurnInput.Message("7"), new TurnInput.Message("I meant 3")])
        {
            run = (await _engine.Interpreter.ReactAsync(program, run, input, new DurableHost(turns, _engine.Clock.GetUtcNow()), Token)).Run;
            run = JsonSerializer.Deserialize(JsonSerializer.Serialize(run!, RunJson.Default.RunState), RunJson.Default.RunState);
        }

        Assert.Equal(3, run!.Frames[0].Variables["count"].GetInt32());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NodeSpec Form =>
        Use.Ask(
            "Tell me.",
            """ "slots": [ { "name": "guests", "entity": "number", "question": "How many guests?" }, { "name": "colour", "entity": "choice", "choices": ["Blue", "Green"], "question": "Which colour?" } ], "saveTo": "count" """
        );

    private static Flow FlowOf(params NodeSpec[] asking)
    {
        var flow = Flow.With("start", Use.Start).Variable("count").Variable("email").Variable("colour");
        foreach (var (i, node) in asking.Index())
        {
            flow.Then(i == 0 ? "first" : $"next{i}", node);
        }

        return flow.Then("done", Use.Say("{{ vars.count }} {{ vars.email }}"));
    }

    private async Task<SimulatedConversation> AskedAsync(string language, params NodeSpec[] asking)
    {
        var chat = _engine.TalkIn(language, Bot.With(FlowOf(asking)));
        await chat.StartAsync(Token);
        return chat;
    }
}
