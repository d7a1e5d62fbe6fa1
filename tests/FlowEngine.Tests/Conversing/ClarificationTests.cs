using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using TestKit.Engine;

namespace FlowEngine.Tests.Conversing;

/// <summary>Several intents are about as likely: "Did you mean …?".</summary>
public sealed class ClarificationTests : IDisposable
{
    private const string Question = "Did you mean one of these?";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Where is my order?", "order: which 1003")]
    [InlineData("the second one", "stock: which 1003")]
    [InlineData("stok?", "stock: which 1003")]
    public async Task Asks_which_one_is_meant_and_begins_with_the_message_that_was_asked_about(string answer, string said)
    {
        using var chat = Talk(Shop, ("order", 0.62), ("stock", 0.58), ("hours", 0.2));

        await chat.SendAsync("which 1003", Token);
        Assert.Equal(Question, chat.Answers()[^1]);
        Assert.Equal(["Where is my order?", "Stock", "Something else"], chat.Transcript[^1].Buttons.Select(b => b.Title));
        await chat.SendAsync(answer, Token);

        Assert.Equal(said, chat.Answers()[^1]);
        Assert.Equal("""{"order":0.62,"stock":0.58}""", Assert.Single(chat.Journal, e => e.Kind == JournalKind.Clarified).Data.GetRawText());
    }

    [Theory]
    [InlineData("Something else")]
    [InlineData("no")]
    public async Task Something_else_was_not_understood(string answer)
    {
        using var chat = Talk(Shop, ("order", 0.62), ("stock", 0.58));

        await chat.SendAsync("which", Token);
        await chat.SendAsync(answer, Token);

        Assert.StartsWith("Sorry, I did not understand", chat.Answers()[^1], StringComparison.Ordinal);
        Assert.Equal("which", Assert.Single(chat.Journal, e => e.Kind == JournalKind.NotUnderstood).Data.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Is_asked_once_and_another_message_is_read_as_usual()
    {
        using var chat = Talk(Shop, ("order", 0.62), ("stock", 0.58));

        await chat.SendAsync("which", Token);
        await chat.SendAsync("please tell", Token);

        Assert.Equal([Question, "order: please tell"], chat.Answers());
    }

    [Theory]
    [InlineData(0.72, 0.51)]
    [InlineData(0.49, 0.48)]
    public async Task Is_not_asked_when_one_is_clear_or_none_is_good_enough(double order, double stock)
    {
        using var chat = Talk(Shop, ("order", order), ("stock", stock));

        await chat.SendAsync("which", Token);

        Assert.DoesNotContain(Question, chat.Answers());
    }

    [Fact]
    public async Task Is_not_asked_about_the_words_of_an_author()
    {
        using var chat = Talk(Shop, ("order", 0.62), ("stock", 0.61));

        await chat.SendAsync("where is my ORDER", Token);

        Assert.Equal(["order: where is my ORDER"], chat.Answers());
    }

    [Fact]
    public async Task Offers_only_what_a_flow_waits_for_and_no_more_than_allowed()
    {
        using var chat = Talk(
            Shop with { Dialogue = new DialogueSettings(Clarify: new ClarifySettings(0.3, 2)) },
            ("nobody", 0.9),
            ("order", 0.7),
            ("stock", 0.6),
            ("hours", 0.5)
        );

        await chat.SendAsync("which", Token);

        Assert.Equal(["Where is my order?", "Stock", "Something else"], chat.Transcript[^1].Buttons.Select(b => b.Title));
    }

    [Fact]
    public async Task A_margin_of_nothing_never_asks()
    {
        using var chat = Talk(Shop with { Dialogue = new DialogueSettings(Clarify: new ClarifySettings(0)) }, ("order", 0.7), ("stock", 0.7));

        await chat.SendAsync("which", Token);

        Assert.Equal(["order: which"], chat.Answers());
    }

    [Theory]
    [InlineData("Stock", "stock: which", true)]
    [InlineData("Something else", "Back to your question. How many?", true)]
    [InlineData("2", "thanks", false)]
    public async Task At_a_question_it_goes_on_waiting(string answer, string said, bool waits)
    {
        using var chat = Talk(Shop, ("order", 0.82), ("stock", 0.78));
        await chat.StartAsync(Token);

        await chat.SendAsync("which", Token);
        Assert.Equal(Question, chat.Answers()[^1]);
        await chat.SendAsync(answer, Token);

        Assert.Contains(said, chat.Answers());
        Assert.Equal(waits ? RunStatus.Waiting : RunStatus.Completed, chat.Run!.Status);
        if (waits)
        {
            await chat.SendAsync("3", Token);
            Assert.Equal("thanks", chat.Answers()[^1]);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static BotDefinition Shop =>
        new(
            "shop",
            "Shop",
            "UTC",
            ["en"],
            new Dictionary<string, IntentDefinition>
            {
                ["order"] = new(["Where is my order?"]),
                ["stock"] = new(["Is it there?"], Titles: new Dictionary<string, string> { ["en"] = "Stock" }),
                ["hours"] = new(["When?"]),
                ["nobody"] = new(["Nobody waits for this"]),
            },
            new Dictionary<string, EntityDefinition>(),
            null,
            new Dictionary<string, string>(),
            new Dictionary<string, VariableDefinition>(),
            new Dictionary<string, System.Text.Json.JsonElement>()
        );

    /// <summary>Every message that is no command has the same scores.</summary>
    private SimulatedConversation Talk(BotDefinition bot, params (string Intent, double Score)[] scores)
    {
        var flows = new[] { "order", "stock", "hours" }
            .Select(i => Flow.With("asked", Use.Intent(i)).Then("say", Use.Say($"{i}: {{{{ input.text }}}}")).Called(i))
            .Append(Flow.With("start", Use.Start).Then("ask", Use.Ask("How many?", """ "entity": "number", "maxVisits": 1 """)).Then("thanks", Use.Say("thanks")))
            .ToDictionary(f => f.Id, f => f.Build());
        var bundle = new BotBundle(bot, flows, new Dictionary<string, System.Text.Json.JsonElement>());
        var understanding = new BotUnderstanding(bot, new FixedScores(scores));
        var program = BotProgram.Compile(bundle, 0, _engine.Catalog, _engine.Expressions, understanding);
        return new SimulatedConversation(_engine.Interpreter, program, new NoConnections(), _engine.Clock);
    }

    private sealed class FixedScores((string Intent, double Score)[] scores) : IIntentClassifier
    {
        public double Threshold => 0.5;

        public IReadOnlyList<IntentScore> Classify(string text) => [.. scores.Select(s => new IntentScore(s.Intent, s.Score))];
    }
}
