using System.Text.Json;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

/// <summary>A visitor asks for the opening hours while the bot waits for an answer.</summary>
public sealed class AskInterruptionTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("text")]
    [InlineData("number")]
    public async Task Another_wish_runs_first_and_then_the_question_is_asked_again(string entity)
    {
        using var chat = await AskedAsync(Use.Ask("How many?", $$""" "entity": "{{entity}}", "saveTo": "answer" """));

        await chat.SendAsync("what are your hours", Token);
        Assert.Equal(["How many?", "9 to 5.", "Back to your question. How many?"], chat.Answers());
        await chat.SendAsync("4", Token);

        Assert.Equal("thanks", chat.Answers()[^1]);
    }

    [Fact]
    public async Task An_interruption_is_no_answer_that_did_not_fit()
    {
        using var chat = await AskedAsync(Use.Ask("How many?", """ "entity": "number", "maxVisits": 2 """));

        await chat.SendAsync("hours", Token);
        await chat.SendAsync("hours", Token);
        await chat.SendAsync("many", Token);
        await chat.SendAsync("4", Token);

        Assert.Equal(["Sorry, that does not fit. How many?", "thanks"], chat.Answers().TakeLast(2));
    }

    [Fact]
    public async Task An_answer_that_fits_wins_over_another_wish()
    {
        using var chat = await AskedAsync(Use.Ask("How long?", """ "entity": "number" """));

        await chat.SendAsync("3 hours", Token);

        Assert.Equal(["How long?", "thanks"], chat.Answers());
    }

    [Fact]
    public async Task A_pressed_button_never_interrupts()
    {
        using var chat = await AskedAsync(Use.Ask("What is it about?", """ "choices": ["Your hours", "Else"], "saveTo": "answer" """));

        await chat.SendAsync("Your hours", Token);

        Assert.Equal("thanks", chat.Answers()[^1]);
    }

    [Fact]
    public async Task A_form_keeps_what_it_has_over_an_interruption()
    {
        using var chat = await AskedAsync(
            Use.Ask(
                "When, and how many?",
                """ "slots": [ { "name": "guests", "entity": "number", "question": "How many?" }, { "name": "name", "question": "Your name?" } ], "saveTo": "answer" """
            )
        );

        await chat.SendAsync("4 of us", Token);
        await chat.SendAsync("hours?", Token);
        await chat.SendAsync("Vera", Token);

        Assert.Equal("Back to your question. Your name?", chat.Answers()[^2]);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{ "guests": 4, "name": "Vera" }"""), chat.Variables["answer"]));
    }

    [Fact]
    public async Task A_menu_is_shown_again_with_its_buttons()
    {
        using var chat = await AskedAsync(
            NodeSpec.Of("menu", """{ "text": "What is it about?", "choices": [ { "port": "order", "title": "My order" } ], "acceptOther": true }""", then: "order")
        );

        await chat.SendAsync("hours", Token);

        Assert.Equal("Back to your question. What is it about?", chat.Answers()[^1]);
        Assert.Equal(["My order"], chat.Transcript[^1].Buttons.Select(b => b.Title));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<SimulatedConversation> AskedAsync(NodeSpec asking)
    {
        var main = Flow.With("start", Use.Start).Then("asking", asking).Then("thanks", Use.Say("thanks")).Variable("answer");
        var hours = Flow.With("asked", Use.Intent("hours")).Then("say", Use.Say("9 to 5.")).Called("hours");
        var chat = _engine.Talk(Bot.With(main, hours).Intent("hours", "hours"));
        await chat.StartAsync(Token);
        return chat;
    }
}
