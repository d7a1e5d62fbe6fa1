using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Conversing;

/// <summary>What a visitor may say at any time: at a question, and where nothing waits.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("en", "stop", "All right, I have stopped.")]
    [InlineData("en", "Please cancel!", "All right, I have stopped.")]
    [InlineData("de", "Bitte abbrechen", "In Ordnung, ich habe aufgehört.")]
    [InlineData("de-AT", "stopp", "In Ordnung, ich habe aufgehört.")]
    [InlineData("fr", "cancel", "All right, I have stopped.")]
    public async Task Cancel_ends_the_flow_that_asks(string language, string said, string answer)
    {
        using var chat = _engine.TalkIn(language, Bot.With(Asking("How many?", """ "entity": "number" """)));
        await chat.StartAsync(Token);

        await chat.SendAsync(said, Token);

        Assert.Equal(["How many?", answer], chat.Answers());
        Assert.Equal(RunStatus.Cancelled, chat.Run!.Status);
    }

    [Fact]
    public async Task Cancel_ends_an_interruption_and_comes_back_to_the_question()
    {
        var hours = Flow.With("asked", Use.Intent("hours")).Then("day", Use.Ask("Which day?")).Called("hours");
        using var chat = _engine.Talk(Bot.With(Asking("How many?", """ "entity": "number" """), hours).Intent("hours", "hours"));
        await chat.StartAsync(Token);
        await chat.SendAsync("your hours", Token);

        await chat.SendAsync("never mind", Token);

        Assert.Equal(["How many?", "Which day?", "All right, I have stopped.", "Back to your question. How many?"], chat.Answers());
        Assert.Equal(RunStatus.Waiting, chat.Run!.Status);
    }

    [Fact]
    public async Task Cancel_ends_called_flows_with_their_callers()
    {
        var inner = Flow.With("called", NodeSpec.Of("trigger.call")).Then("asking", Use.Ask("Really?")).Called("inner");
        var outer = Flow.With("start", Use.Start).Then("go", Use.Call("inner", new { })).Then("after", Use.Say("after"));
        using var chat = _engine.Talk(Bot.With(outer, inner));
        await chat.StartAsync(Token);

        await chat.SendAsync("cancel", Token);

        Assert.Equal(["Really?", "All right, I have stopped."], chat.Answers());
        Assert.Empty(chat.Run!.Frames);
    }

    [Fact]
    public async Task A_question_with_a_way_of_its_own_leaves_by_it()
    {
        using var chat = _engine.Talk(
            Flow.With("start", Use.Start).Then("asking", Use.Ask("How many?", """ "entity": "number", "cancellable": true """)).Then("thanks", Use.Say("thanks")).And("bye", Use.Say("bye")).Link("asking", "cancelled", "bye")
        );
        await chat.StartAsync(Token);

        await chat.SendAsync("stop", Token);

        Assert.Equal("bye", chat.Answers()[^1]);
    }

    [Fact]
    public async Task A_cancelled_form_keeps_what_was_answered()
    {
        using var chat = _engine.Talk(Bot.With(Form).Variable("guests"));
        await chat.StartAsync(Token);
        await chat.SendAsync("4 of us", Token);

        await chat.SendAsync("forget it", Token);

        Assert.Equal(RunStatus.Cancelled, chat.Run!.Status);
        Assert.Equal(4, chat.Run.Variables["guests"].GetInt32());
    }

    [Fact]
    public async Task Where_nothing_is_in_progress_there_is_nothing_to_cancel()
    {
        using var chat = _engine.Talk(Bot.With(Flow.With("start", Use.Start).Then("hi", Use.Say("hi"))));

        await chat.SendAsync("cancel", Token);

        Assert.Equal("There is nothing to cancel. What can I do for you?", Assert.Single(chat.Answers()));
    }

    [Fact]
    public async Task Cancel_may_be_the_wish_of_a_visitor_where_nothing_is_in_progress()
    {
        var refund = Flow.With("asked", Use.Intent("cancelOrder")).Then("say", Use.Say("Which order?"));
        using var chat = _engine.Talk(Bot.With(refund).Intent("cancelOrder", "cancel"));

        await chat.SendAsync("cancel it please", Token);

        Assert.Equal(["Which order?"], chat.Answers());
    }

    [Fact]
    public async Task Start_over_ends_everything_and_begins_anew()
    {
        var count = NodeSpec.Of("set", """{ "values": { "seen": "=vars.seen + 1" } }""");
        var main = Flow.With("start", Use.Start).Then("count", count).Then("asking", Use.Ask("How many? ({{ vars.seen }})"));
        using var chat = _engine.Talk(Bot.With(main).Variable("seen", 0));
        await chat.StartAsync(Token);
        var first = chat.Run!.RunId;

        await chat.SendAsync("start over", Token);

        Assert.Equal(["How many? (1)", "How many? (1)"], chat.Answers());
        Assert.NotEqual(first, chat.Run!.RunId);
        Assert.Equal(
            [(JournalKind.Commanded, first), (JournalKind.RunCancelled, first)],
            chat.Journal.Where(e => e.Kind is JournalKind.Commanded or JournalKind.RunCancelled).Select(e => (e.Kind, e.RunId))
        );
        Assert.Equal(2, chat.Journal.Count(e => e.Kind == JournalKind.RunStarted));
    }

    [Fact]
    public async Task Start_over_asks_what_is_wanted_where_no_flow_opens_the_chat()
    {
        var asked = Flow.With("asked", Use.Intent("order")).Then("asking", Use.Ask("Which?"));
        using var chat = _engine.Talk(Bot.With(asked).Intent("order", "order"));
        await chat.SendAsync("my order", Token);

        await chat.SendAsync("restart", Token);
        await chat.SendAsync("my order", Token);

        Assert.Equal(["Which?", "All right, from the beginning. What can I do for you?", "Which?"], chat.Answers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Agent_hands_over_with_or_without_a_question(bool asks)
    {
        using var chat = _engine.Talk(
            Bot.With(Asking("How many?", """ "entity": "number" """)).Commanding(DialogueCommand.Agent, new CommandSettings(Queue: "billing"))
        );
        if (asks)
        {
            await chat.StartAsync(Token);
        }

        await chat.SendAsync("I want to talk to a human", Token);

        Assert.Equal("I am getting a colleague. One moment.", chat.Answers()[^1]);
        Assert.Equal("The visitor wants to talk to a person.", chat.HandoffReason);
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task A_flow_for_agent_may_give_the_question_back()
    {
        var offer = Flow.With("start", Use.Start).Then("asking", Use.Ask("Really a person?", """ "entity": "confirm" """)).Called("offer");
        using var chat = _engine.Talk(
            Bot.With(Asking("How many?", """ "entity": "number" """), offer).Commanding(DialogueCommand.Agent, new CommandSettings(Flow: "offer"))
        );
        await chat.StartAsync(Token);

        await chat.SendAsync("agent", Token);
        await chat.SendAsync("no", Token);

        Assert.Equal(["How many?", "Really a person?", "Back to your question. How many?"], chat.Answers());
        Assert.Null(chat.HandoffReason);
    }

    [Fact]
    public async Task A_flow_of_a_command_is_not_begun_twice_on_top_of_itself()
    {
        var help = Flow.With("start", Use.Start).Then("asking", Use.Ask("Help with what?", """ "entity": "number" """)).Called("help");
        using var chat = _engine.Talk(
            Bot.With(Asking("How many?"), help).Commanding(DialogueCommand.Help, new CommandSettings(Flow: "help"))
        );
        await chat.StartAsync(Token);

        await chat.SendAsync("help", Token);
        await chat.SendAsync("help", Token);

        Assert.Equal(["How many?", "Help with what?", "Sorry, that does not fit. Help with what?"], chat.Answers());
    }

    [Fact]
    public async Task Help_at_a_question_asks_it_again_and_costs_no_try()
    {
        using var chat = _engine.Talk(Bot.With(Asking("How many?", """ "entity": "number", "maxVisits": 2, "saveTo": "answer" """)).Variable("answer"));
        await chat.StartAsync(Token);

        await chat.SendAsync("help", Token);
        await chat.SendAsync("help", Token);
        await chat.SendAsync("4", Token);

        Assert.Equal(2, chat.Answers().Count(a => a.StartsWith("Write what you need", StringComparison.Ordinal)));
        Assert.Equal(["Back to your question. How many?", "thanks"], chat.Answers().TakeLast(2));
    }

    [Fact]
    public async Task Help_offers_what_the_bot_can_do_and_takes_the_answer()
    {
        var order = Flow.With("asked", Use.Intent("order")).Then("say", Use.Say("Order: {{ input.text }}")).Called("order");
        using var chat = _engine.Talk(Bot.With(order).Intent("order", "Where is my order?").Intent("unused", "Nobody waits for this"));

        await chat.SendAsync("help", Token);
        Assert.Equal(["Where is my order?"], chat.Transcript[^1].Buttons.Select(b => b.Title));
        await chat.SendAsync("Where is my order?", Token);

        Assert.Equal("Order: Where is my order?", chat.Answers()[^1]);
    }

    [Theory]
    [InlineData(""" "entity": "choice", "choices": ["Help", "Something else"] """, "help")]
    [InlineData(""" "choices": ["Cancel", "Go on"] """, "Cancel")]
    [InlineData("", "Please help me with my agent")]
    [InlineData("", "stop the delivery")]
    [InlineData(""" "entity": "wish" """, "agent")]
    public async Task An_answer_that_is_asked_for_is_no_command(string settings, string said)
    {
        var ask = Use.Ask("What is it?", $""" "saveTo": "answer"{(settings.Length > 0 ? "," : "")} {settings} """);
        using var chat = _engine.Talk(
            Bot.With(Flow.With("start", Use.Start).Then("asking", ask).Then("thanks", Use.Say("thanks")).Variable("answer")).Pattern("wish", "agent")
        );
        await chat.StartAsync(Token);

        await chat.SendAsync(said, Token);

        Assert.Equal("thanks", chat.Answers()[^1]);
        Assert.Equal(said, chat.Variables["answer"].GetString(), ignoreCase: true);
    }

    [Fact]
    public async Task A_menu_with_such_a_choice_takes_it_and_obeys_the_others()
    {
        var menu = NodeSpec.Of("menu", """{ "text": "What now?", "choices": [ { "port": "help", "title": "Help" } ], "acceptOther": true }""", then: "help");
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("menu", menu).Then("thanks", Use.Say("thanks")));
        await chat.StartAsync(Token);

        await chat.SendAsync("cancel", Token);
        await chat.StartAsync(Token);
        await chat.SendAsync("help", Token);

        Assert.Equal(["What now?", "All right, I have stopped.", "What now?", "thanks"], chat.Answers());
    }

    [Fact]
    public async Task A_command_that_is_off_is_a_message_like_any_other()
    {
        using var chat = _engine.Talk(
            Bot.With(Asking("Your name?", """ "saveTo": "answer" """)).Variable("answer").Commanding(DialogueCommand.Cancel, new CommandSettings(On: false))
        );
        await chat.StartAsync(Token);

        await chat.SendAsync("stop", Token);

        Assert.Equal("thanks", chat.Answers()[^1]);
    }

    [Theory]
    [InlineData("de-CH", "Ufhöre", true)]
    [InlineData("de-CH", "stopp", true)]
    [InlineData("en", "Ufhöre", false)]
    public async Task A_bot_adds_words_by_language(string language, string said, bool stops)
    {
        var phrases = new Dictionary<string, IReadOnlyList<string>> { ["de-CH"] = ["ufhöre"] };
        using var chat = _engine.TalkIn(
            language,
            Bot.With(Asking("How many?", """ "entity": "number" """)).Commanding(DialogueCommand.Cancel, new CommandSettings(Phrases: phrases))
        );
        await chat.StartAsync(Token);

        await chat.SendAsync(said, Token);

        Assert.Equal(stops ? RunStatus.Cancelled : RunStatus.Waiting, chat.Run!.Status);
    }

    [Fact]
    public async Task A_phrase_of_an_intent_with_a_flow_belongs_to_the_intent()
    {
        var person = Flow.With("asked", Use.Intent("person")).Then("say", Use.Say("Which department?"));
        using var chat = _engine.Talk(Bot.With(person).Intent("person", "Talk to a human"));

        await chat.SendAsync("talk to a human", Token);

        Assert.Equal(["Which department?"], chat.Answers());
        Assert.Null(chat.HandoffReason);
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("Ich möchte mit einem Menschen sprechen")]
    public async Task An_intent_with_words_of_a_command_is_what_the_command_begins(string said)
    {
        var person = Flow.With("asked", Use.Intent("person")).Then("which", Use.Ask("Which department?")).Called("person");
        using var chat = _engine.TalkIn("de", Bot.With(Asking("How many?"), person).Intent("person", "zur Zentrale", "mit einem Menschen sprechen"));
        await chat.StartAsync(Token);

        await chat.SendAsync(said, Token);
        await chat.SendAsync("sales", Token);

        Assert.Equal(["How many?", "Which department?", "Zurück zu Ihrer Frage. How many?"], chat.Answers());
    }

    [Fact]
    public async Task Start_over_ends_a_run_that_waits_for_time_and_cancel_lets_it_wait()
    {
        var wait = NodeSpec.Of("wait", """{ "amount": 3, "unit": "days" }""");
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("hi", Use.Say("hi")).Then("wait", wait));
        await chat.StartAsync(Token);
        var first = chat.Run!.RunId;

        await chat.SendAsync("cancel", Token);
        Assert.Equal((first, RunStatus.Waiting), (chat.Run!.RunId, chat.Run.Status));
        await chat.SendAsync("start over", Token);

        Assert.NotEqual(first, chat.Run!.RunId);
        Assert.Equal(["hi", "There is nothing to cancel. What can I do for you?", "hi"], chat.Answers());
    }

    [Fact]
    public async Task Agent_ends_a_run_that_waits_for_time()
    {
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("wait", NodeSpec.Of("wait", """{ "amount": 3, "unit": "days" }""")));
        await chat.StartAsync(Token);

        await chat.SendAsync("agent", Token);

        Assert.NotNull(chat.HandoffReason);
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
        Assert.Empty(chat.Run.Frames);
    }

    [Theory]
    [InlineData(DialogueCommand.Cancel, "cancel")]
    [InlineData(DialogueCommand.StartOver, "start over")]
    public async Task A_flow_of_cancel_or_start_over_takes_the_place_of_the_run(DialogueCommand command, string said)
    {
        var bye = Flow.With("start", Use.Start).Then("say", Use.Say("Bye.")).Called("bye");
        using var chat = _engine.Talk(Bot.With(Asking("How many?"), bye).Commanding(command, new CommandSettings(Flow: "bye")));
        await chat.StartAsync(Token);

        await chat.SendAsync(said, Token);

        Assert.Equal(["How many?", "Bye."], chat.Answers());
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Form =>
        Flow.With("start", Use.Start)
            .Then(
                "asking",
                Use.Ask(
                    "When, and how many?",
                    """ "slots": [ { "name": "guests", "entity": "number", "question": "How many?", "saveTo": "guests" }, { "name": "name", "question": "Your name?" } ] """
                )
            );

    private static Flow Asking(string question, string settings = "\"entity\": \"number\"") =>
        Flow.With("start", Use.Start).Then("asking", Use.Ask(question, settings)).Then("thanks", Use.Say("thanks")).Variable("answer");
}
