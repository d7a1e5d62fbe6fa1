using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

public sealed class AskTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Waits_for_the_answer_and_keeps_it()
    {
        using var chat = _engine.Talk(
            Flow.With("start", Use.Start).Then("name", Use.Ask("What is your name?", "\"saveTo\": \"name\"")).Then("hello", Use.Say("Hello {{ vars.name }}."))
        );

        await chat.StartAsync(Token);
        Assert.IsType<Bookmark.Input>(chat.Run!.Frames[0].Bookmark);
        await chat.SendAsync("  Vera ", Token);

        Assert.Equal(["What is your name?", "Hello Vera."], chat.Answers());
        Assert.Equal("Vera", chat.Variables["name"].GetString());
    }

    [Fact]
    public async Task Asks_again_when_an_answer_does_not_fit_and_gives_up_in_the_end()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("age", Use.Ask("How many?", "\"entity\": \"number\", \"reprompt\": \"A number.\", \"maxVisits\": 2"))
            .Then("thanks", Use.Say("Thanks."))
            .And("lost", Use.Say("Never mind."))
            .Link("age", "gaveUp", "lost");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        await chat.SendAsync("many", Token);
        await chat.SendAsync("lots", Token);

        Assert.Equal(["How many?", "A number.", "Never mind."], chat.Answers());
    }

    [Fact]
    public async Task Counts_a_link_back_as_another_question()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("number", Use.Ask("Number?", "\"entity\": \"number\", \"maxVisits\": 3"))
            .Then("wrong", Use.Say("Not found."))
            .And("agent", Use.Handoff("not found", "A colleague comes."))
            .Link("wrong", "next", "number")
            .Link("number", "gaveUp", "agent");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        foreach (var answer in new[] { "1", "2", "3" })
        {
            await chat.SendAsync(answer, Token);
        }

        Assert.Equal(3, chat.Answers().Count(a => a == "Number?"));
        Assert.Equal("not found", chat.HandoffReason);
    }

    [Theory]
    [InlineData("where is order 1003", "Looking for 1003.")]
    [InlineData("where is order 1003 or 1004", "Number?")]
    [InlineData("where is my order", "Number?")]
    public async Task Takes_the_only_value_out_of_the_message_that_started_the_run(string message, string answer)
    {
        using var chat = _engine.Talk(OrderBot(OrderFlow));

        await chat.SendAsync(message, Token);

        Assert.Equal(answer, chat.Answers()[^1]);
    }

    [Fact]
    public async Task Takes_a_value_once_so_that_a_second_question_is_asked()
    {
        var flow = Flow.With("asked", Use.Intent("order"))
            .Then("first", Use.Ask("First?", "\"entity\": \"orderNumber\", \"saveTo\": \"a\""))
            .Then("second", Use.Ask("Second?", "\"entity\": \"orderNumber\", \"saveTo\": \"b\""));
        using var chat = _engine.Talk(OrderBot(flow));

        await chat.SendAsync("compare order 1003", Token);

        Assert.Equal(["Second?"], chat.Answers());
    }

    [Fact]
    public async Task Asks_when_taking_from_the_message_is_switched_off()
    {
        var flow = Flow.With("asked", Use.Intent("order"))
            .Then("number", Use.Ask("Number?", "\"entity\": \"orderNumber\", \"takeFromMessage\": false"));
        using var chat = _engine.Talk(OrderBot(flow));

        await chat.SendAsync("where is order 1003", Token);

        Assert.Equal(["Number?"], chat.Answers());
    }

    [Fact]
    public async Task Gets_the_answer_before_any_intent_does()
    {
        using var chat = _engine.Talk(OrderBot(OrderFlow));

        await chat.SendAsync("order", Token);
        await chat.SendAsync("order 1009", Token);

        Assert.Equal(["Number?", "Looking for 1009."], chat.Answers());
    }

    [Theory]
    [InlineData("Green", "Green")]
    [InlineData("green", "Green")]
    [InlineData("2", "Dark red")]
    [InlineData("the green one", "Green")]
    [InlineData("red", "Dark red")]
    [InlineData("blue", null)]
    [InlineData("green or dark red", null)]
    public async Task Reads_a_choice_by_word_number_or_mention(string answer, string? choice)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("colour", Use.Ask("Colour?", """ "entity": "choice", "choices": ["Green", "Dark red"], "saveTo": "colour" """));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        await chat.SendAsync(answer, Token);

        Assert.Equal(["Green", "Dark red"], chat.Transcript[0].Buttons.Select(b => b.Title));
        Assert.Equal(choice, chat.Variables.TryGetValue("colour", out var value) ? value.GetString() : null);
    }

    private static Flow OrderFlow =>
        Flow.With("asked", Use.Intent("order"))
            .Then("number", Use.Ask("Number?", "\"entity\": \"orderNumber\", \"saveTo\": \"number\""))
            .Then("found", Use.Say("Looking for {{ vars.number }}."));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Bot OrderBot(Flow flow) => Bot.With(flow).Intent("order", "order").Pattern("orderNumber", "[0-9]{4,6}");
}
