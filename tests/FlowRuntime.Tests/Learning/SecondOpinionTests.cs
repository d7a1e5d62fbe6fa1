using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Understanding.SecondOpinions;
using FlowRuntime.Connections;
using FlowRuntime.Dispatch;
using FlowRuntime.Tests.Connections;
using FlowRuntime.Tests.Dispatch;
using FlowRuntime.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Learning;

/// <summary>A bot that is not sure asks a real server over its connection, with the credential, before the turn.</summary>
public sealed class SecondOpinionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asks_over_the_connection_and_keeps_the_answer_with_the_message()
    {
        var bodies = new ConcurrentQueue<string>();
        await using var server = await Echo.StartAsync(http => AnswerAsync(http, bodies, """{ "intent": "returns", "score": 0.9 }"""));
        await using var studio = await StartAsync(server);

        await studio.PostAsync("c", "purple elephants");

        await studio.WhenSaidAsync("c", "About returns.");
        Assert.Equal(("/understand", "Bearer secret-of-the-test"), Assert.Single(server.Seen));
        Assert.Contains("purple elephants", Assert.Single(bodies), StringComparison.Ordinal);
        Assert.Equal("returns 0.9", studio.Scalar("SELECT json_extract(Input, '$.opinion.intent') || ' ' || json_extract(Input, '$.opinion.score') FROM Inbox WHERE Sequence IS NOT NULL"));
        Assert.Equal("""{"intent":"returns","score":0.9}""", await ToldAsync(studio));
    }

    [Fact]
    public async Task Sends_nothing_about_a_message_that_is_clear()
    {
        await using var server = await Echo.StartAsync();
        await using var studio = await StartAsync(server);

        await studio.PostAsync("c", "where is my order");

        await studio.WhenSaidAsync("c", "About orders.");
        Assert.Empty(server.Seen);
    }

    [Theory]
    [InlineData(500, "{}", "status 500")]
    [InlineData(200, "<html>Sign in</html>", "no JSON")]
    [InlineData(200, """{ "intent": "secret-of-the-test", "score": 1 }""", "an intent that the bot does not have")]
    [InlineData(200, "1 MB", "more than")]
    public async Task A_visitor_is_never_hurt_by_what_it_answers(int status, string answer, string problem)
    {
        var body = answer == "1 MB" ? new string('[', 1024 * 1024) : answer;
        await using var server = await Echo.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(body, http.RequestAborted);
        });
        await using var studio = await StartAsync(server);

        await studio.PostAsync("c", "purple elephants");

        await studio.WhenSaidAsync("c", "Pardon?");
        var told = await ToldAsync(studio);
        Assert.Contains(problem, told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-test", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_bot_says()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await Echo.StartAsync(async http =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using var studio = await StartAsync(server);

        await studio.PostAsync("c", "purple elephants");
        await asked.Task.WaitAsync(Token);
        studio.Time.Advance(TimeSpan.FromSeconds(0.5));

        await studio.WhenSaidAsync("c", "Pardon?");
        Assert.Contains("did not answer", await ToldAsync(studio), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_gone_leaves_the_bot_as_it_is()
    {
        var server = await Echo.StartAsync();
        await using var studio = await StartAsync(server);
        await server.DisposeAsync();

        await studio.PostAsync("c", "purple elephants");

        await studio.WhenSaidAsync("c", "Pardon?");
        Assert.Contains("problem", await ToldAsync(studio), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_is_done_again_after_a_crash_starts_from_the_same_answer_and_asks_nobody()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = new AskingBot { OnReact = () => answered.TrySetResult(), Hangs = true };
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        await using (var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("bot", first), folder))
        {
            await runtime.OpenAsync("c", "bot");
            await runtime.PostAsync("c", "purple elephants");
            await answered.Task.WaitAsync(Token);
            await runtime.AbandonAsync();
        }

        var second = new AskingBot();
        await using var after = await TestRuntime.CreateAsync(new ScriptedBots().Add("bot", second), folder);

        await after.WhenLastAsync("c", "purple elephants: returns");
        Assert.Equal((1, 0), (first.Asked, second.Asked));
    }

    private static async Task AnswerAsync(HttpContext http, ConcurrentQueue<string> bodies, string answer)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        bodies.Enqueue(await reader.ReadToEndAsync(http.RequestAborted));
        await http.Response.WriteAsync(answer, http.RequestAborted);
    }

    private static async Task<string> ToldAsync(RunningStudio studio)
    {
        var run = Assert.Single(await studio.RunsAsync("shop"));
        var detail = await studio.Conversations.FindRunAsync("shop", run.Id, Token);
        return Assert.Single(detail!.Journal, e => e.Kind == JournalKind.SecondOpinion).Data.GetRawText();
    }

    private static async Task<RunningStudio> StartAsync(Echo server)
    {
        var studio = await RunningStudio.StartAsync(services: s =>
            s.AddConnector(TestConnections.Connector).AddSingleton<IConnectionSource>(p => p.GetRequiredService<ConnectionSource>())
        );
        var settings = JsonSerializer.SerializeToElement(new { url = server.Address });
        var credential = JsonSerializer.SerializeToElement(new { kind = "bearer", token = "secret-of-the-test" });
        Assert.Empty(
            await studio.Get<IConnectionAdmin>()
                .SaveAsync("llm", new ConnectionChange("test", settings, credential, AllowLoopback: true, AllowHttp: true), "ann", Token)
        );
        var shop = LearningBots.Bundle(LearningBots.Returns, "en");
        var bot = shop.Bot with
        {
            Connections = new Dictionary<string, string> { ["llm"] = "test" },
            Understanding = new UnderstandingSettings(SecondOpinion: new SecondOpinionSettings("llm", "understand", TimeoutSeconds: 0.5)),
        };
        Assert.True((await studio.Library.SaveAsync(shop with { Bot = bot }, "*", "ann", Token)).Saved);
        await studio.PublishShopAsync();
        await studio.OpenAsync("c", "shop");
        return studio;
    }

    /// <summary>Asks once about a message, then says what it was told.</summary>
    private sealed class AskingBot : RunnableBot
    {
        public int Asked { get; private set; }

        public bool Hangs { get; init; }

        public Action OnReact { get; init; } = () => { };

        public override int Version => 1;

        public override string Language => "en";

        public override ValueTask<TurnInput> PrepareAsync(RunState? current, TurnInput input, TurnHost host, TimeProvider time, CancellationToken cancellationToken)
        {
            if (input is not TurnInput.Message { Opinion: null } message)
            {
                return new(input);
            }

            Asked++;
            return new(message with { Opinion = new SecondOpinion("returns", 0.9) });
        }

        public override async ValueTask<TurnOutcome> ReactAsync(RunState? current, TurnInput input, TurnHost host, CancellationToken cancellationToken)
        {
            if (input is TurnInput.Message message)
            {
                OnReact();
                await Task.Delay(Hangs ? Timeout.Infinite : 0, cancellationToken);
                host.Say(new OutgoingMessage($"{message.Text}: {message.Opinion?.Intent}"));
            }

            return new TurnOutcome(current);
        }

        public override Task<CallResult> RepeatCallAsync(RunState suspended, string effectKey, TurnHost host, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
