using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Conversing;

/// <summary>One message after the other is not understood: other words, suggestions, a person.</summary>
public sealed class LadderTests : IDisposable
{
    private const string Rephrase = "Sorry, I did not understand that. Could you put it in other words?";
    private const string Suggest = "I am not sure what you mean. Is it one of these?";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Asks_for_other_words_then_suggests_then_hands_over()
    {
        using var chat = _engine.Talk(Shop.Ladder(new LadderSettings(Queue: "shop")));

        await SendAsync(chat, "blub", "blub blub", "blub blub blub");

        Assert.Equal([Rephrase, Suggest, "I am getting a colleague. One moment."], chat.Answers());
        Assert.Equal("The bot did not understand the visitor. Latest message: blub blub blub", chat.HandoffReason);
        Assert.Equal(["rephrase", "suggest", "handOff"], Steps(chat));
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task The_last_step_begins_the_fallback_where_there_is_one_and_the_count_begins_anew()
    {
        var lost = Flow.With("start", Use.Start).Then("say", Use.Say("Lost: {{ input.text }}")).Called("lost");
        using var chat = _engine.Talk(
            Bot.With(Order, Stock, lost).Intent("order", "order").Intent("stock", "stock").Fallback("lost").Ladder(new LadderSettings(Rephrase: 1, Suggest: 0))
        );

        await SendAsync(chat, "one", "two", "three");

        Assert.Equal([Rephrase, "Lost: two", Rephrase], chat.Answers());
        Assert.Equal(["rephrase", "fallback", "rephrase"], Steps(chat));
    }

    [Fact]
    public async Task What_is_understood_in_between_begins_the_count_anew()
    {
        using var chat = _engine.Talk(Shop.Ladder(new LadderSettings()));

        await SendAsync(chat, "blub", "my order", "blub", "help", "blub");

        Assert.Equal([Rephrase, "Order my order", Rephrase], chat.Answers().Take(3));
        Assert.Equal(Rephrase, chat.Answers()[^1]);
    }

    [Fact]
    public async Task Wordings_of_the_author_follow_each_other_in_the_language_of_the_conversation()
    {
        var texts = new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["What?"], ["de"] = ["Wie bitte?", "Noch einmal, bitte."] };
        using var chat = _engine.TalkIn("de", Shop.Ladder(new LadderSettings(Rephrase: 3, Texts: texts)));

        await SendAsync(chat, "blub", "blub", "blub");

        Assert.Equal(["Wie bitte?", "Noch einmal, bitte.", "Noch einmal, bitte."], chat.Answers());
    }

    [Fact]
    public async Task Suggestions_are_the_nearest_intents_that_a_flow_waits_for_and_a_person()
    {
        using var chat = _engine.TalkIn("en", Shop.Intent("other", "mug mug mug").Ladder(new LadderSettings(Rephrase: 0)));

        await chat.SendAsync("a mug in purple with a long handle and a lid", Token);

        Assert.Equal(["Is the mug in stock?", "Where is my order?", "Talk to a person"], chat.Transcript[^1].Buttons.Select(b => b.Title));
    }

    [Fact]
    public async Task Suggestions_of_the_author_have_their_titles()
    {
        var bundle = Shop.Ladder(new LadderSettings(Rephrase: 0, Suggestions: ["stock"])).Commanding(DialogueCommand.Agent, new CommandSettings(On: false)).Build();
        var titled = bundle.Bot.Intents["stock"] with { Titles = new Dictionary<string, string> { ["de"] = "Bestand", ["en"] = "Stock" } };
        var bot = bundle.Bot with { Intents = new Dictionary<string, IntentDefinition>(bundle.Bot.Intents) { ["stock"] = titled } };
        using var chat = new SimulatedConversation(_engine.Interpreter, _engine.Compile(bundle with { Bot = bot }), new NoConnections(), _engine.Clock);

        await chat.SendAsync("blub", Token);

        Assert.Equal(["Stock"], chat.Transcript[^1].Buttons.Select(b => b.Title));
    }

    [Theory]
    [InlineData("Where is my order?")]
    [InlineData("where is my ordr")]
    [InlineData("1")]
    public async Task A_chosen_suggestion_begins_its_flow_with_the_message_before(string chosen)
    {
        using var chat = _engine.Talk(Shop.Ladder(new LadderSettings(Rephrase: 0, Suggestions: ["order", "stock"])));

        await SendAsync(chat, "blub 1003", chosen);

        Assert.Equal("Order blub 1003", chat.Answers()[^1]);
    }

    [Fact]
    public async Task A_suggestion_holds_for_the_next_message_only()
    {
        using var chat = _engine.Talk(Shop.Ladder(new LadderSettings(Rephrase: 0, Suggest: 1, Suggestions: ["order", "stock"])));

        await SendAsync(chat, "blub", "stock please", "1");

        Assert.Equal([Suggest, "Stock stock please", Suggest], chat.Answers());
    }

    [Fact]
    public async Task The_button_for_a_person_hands_over()
    {
        using var chat = _engine.Talk(Shop.Ladder(new LadderSettings(Rephrase: 0)));

        await chat.SendAsync("blub", Token);
        await chat.SendAsync(chat.Transcript[^1].Buttons[^1].Value, Token);

        Assert.Equal("The visitor wants to talk to a person.", chat.HandoffReason);
    }

    [Fact]
    public async Task Beside_a_run_that_waits_for_time_the_steps_are_the_same_and_the_handover_ends_it()
    {
        var wait = NodeSpec.Of("wait", """{ "amount": 3, "unit": "days" }""");
        using var chat = _engine.Talk(
            Bot.With(Flow.With("start", Use.Start).Then("wait", wait), Order).Intent("order", "order").Ladder(new LadderSettings(Suggest: 0))
        );
        await chat.StartAsync(Token);
        var run = chat.Run!.RunId;

        await SendAsync(chat, "blub", "blub");

        Assert.Equal([Rephrase, "I am getting a colleague. One moment."], chat.Answers());
        Assert.Equal((run, RunStatus.Completed), (chat.Run!.RunId, chat.Run.Status));
        Assert.Empty(chat.Run.Frames);
    }

    [Fact]
    public async Task The_steps_go_on_in_another_process()
    {
        var program = _engine.Compile(Shop.Ladder(new LadderSettings()), version: 1);
        var turns = new CommittedTurns();
        RunState? run = null;
        foreach (var text in (string[])["one", "two", "three"])
        {
            var host = new DurableHost(turns, _engine.Clock.GetUtcNow());
            run = (await _engine.Interpreter.ReactAsync(program, run, new TurnInput.Message(text), host, Token)).Run;
            run = System.Text.Json.JsonSerializer.Deserialize(System.Text.Json.JsonSerializer.Serialize(run!, RunJson.Default.RunState), RunJson.Default.RunState);
        }

        Assert.Equal(0, run!.Dialogue!.Misunderstood);
    }

    [Fact]
    public async Task A_huge_message_that_nobody_understands_is_told_in_short()
    {
        using var chat = _engine.TalkIn("en", Shop.Ladder(new LadderSettings()));

        await SendAsync(chat, string.Concat(Enumerable.Repeat("🙈", 500_000)), new string('x', 1_000_000), "\u202e\0\u0001 abc");

        Assert.Equal(["rephrase", "suggest", "handOff"], Steps(chat));
        Assert.All(chat.Journal, e => Assert.True(JsonValues.SizeOf(e.Data) < JournalEntry.MaximumDataBytes));
    }

    [Fact]
    public async Task A_thousand_visitors_at_once_are_led_each_by_themselves()
    {
        var program = _engine.Compile(Shop.Ladder(new LadderSettings()));

        var visitors = await Task.WhenAll(
            Enumerable
                .Range(0, 1_000)
                .Select(i =>
                    Task.Run(
                        async () =>
                        {
                            using var chat = new SimulatedConversation(_engine.Interpreter, program, new NoConnections(), _engine.Clock);
                            await SendAsync(chat, i % 2 == 0 ? ["blub", "blub", "blub"] : ["my order", "blub", "cancel"]);
                            return (i, chat.Answers());
                        },
                        Token
                    )
                )
        );

        Assert.All(
            visitors,
            v =>
                Assert.Equal(
                    v.i % 2 == 0
                        ? [Rephrase, Suggest, "I am getting a colleague. One moment."]
                        : ["Order my order", Rephrase, "There is nothing to cancel. What can I do for you?"],
                    v.Item2
                )
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Order => Flow.With("asked", Use.Intent("order")).Then("say", Use.Say("Order {{ input.text }}")).Called("order");

    private static Flow Stock => Flow.With("asked", Use.Intent("stock")).Then("say", Use.Say("Stock {{ input.text }}")).Called("stock");

    private static Bot Shop => Bot.With(Order, Stock).Intent("order", "Where is my order?", "order").Intent("stock", "Is the mug in stock?", "stock");

    private static IEnumerable<string?> Steps(SimulatedConversation chat) =>
        chat.Journal.Where(e => e.Kind == JournalKind.NotUnderstood).Select(e => e.Data.GetProperty("step").GetString());

    private static async Task SendAsync(SimulatedConversation chat, params string[] texts)
    {
        foreach (var text in texts)
        {
            await chat.SendAsync(text, Token);
        }
    }
}
