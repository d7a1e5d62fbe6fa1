using System.Text.Json;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;
using TestKit;

namespace FlowRuntime.Tests.Dispatch;

public sealed class JobTests
{
    private const string Key = "r1/main/find/1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_within_the_budget_is_answered_in_its_turn()
    {
        var call = NewCall();
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("shop", Calling(call.Task)));

        await runtime.NextAsync<ConversationEvent.Typing>("c", () => AskAsync(runtime));
        call.SetResult(Found("1001"));

        var messages = await runtime.WhenLastAsync("c", "found 1001");
        Assert.Equal(["order?", "found 1001"], messages.Select(m => m.Text));
    }

    [Fact]
    public async Task A_call_beyond_the_budget_goes_on_and_its_result_is_pushed_later()
    {
        var call = NewCall();
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("shop", Calling(call.Task)));
        await OutliveTheTurnAsync(runtime);

        await runtime.PostAsync("c", "are you there?");
        var during = await runtime.WhenAsync("c", m => m.Any(x => x.Text == "are you there?"));
        Assert.DoesNotContain(during, m => m.Text == "echo: are you there?");
        await AdvanceUntilAsync(runtime, "Still working on it …");
        call.SetResult(Found("1001"));

        var messages = await runtime.WhenLastAsync("c", "echo: are you there?");
        Assert.Equal(
            [
                "order?",
                "let me look",
                "are you there?",
                "Still working on it …",
                "found 1001",
                "echo: are you there?",
            ],
            messages.Select(m => m.Text)
        );
        Assert.Equal(0L, Count(runtime, "SELECT COUNT(*) FROM Jobs"));
    }

    [Fact]
    public async Task A_call_that_throws_still_lets_the_run_go_on()
    {
        var call = NewCall();
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("shop", Calling(call.Task)));
        await OutliveTheTurnAsync(runtime);

        call.SetException(new InvalidOperationException("on purpose"));

        await runtime.WhenLastAsync("c", "failed engine.unhandled");
    }

    [Fact]
    public async Task A_call_of_a_process_that_is_gone_is_taken_up_again_and_settles_once()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var clock = new ManualTimeProvider();
        var repeats = 0;
        var bots = new ScriptedBots().Add(
            "shop",
            Calling(NewCall().Task),
            (run, host, _) =>
            {
                repeats++;
                Assert.Equal("r1", run.RunId);
                Assert.Equal("c", host.Conversation.Id);
                return Task.FromResult(Found("after the restart"));
            }
        );
        await using (var first = await TestRuntime.CreateAsync(bots, folder, time: clock))
        {
            await OutliveTheTurnAsync(first);
            await first.AbandonAsync();
        }

        await using (var second = await TestRuntime.CreateAsync(bots, folder, time: clock))
        {
            var messages = await second.WhenLastAsync("c", "found after the restart");
            Assert.Single(messages, m => m.Text.StartsWith("found", StringComparison.Ordinal));
            Assert.Equal(1, repeats);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_result_is_accepted_once_and_only_from_the_latest_attempt()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("shop", Calling(NewCall().Task)));
        await OutliveTheTurnAsync(runtime);
        var jobs = runtime.Get<Jobs>();
        var job = new Job(Detached, "c", "shop", 1, runtime.Time.GetUtcNow(), null, InterimSent: false);
        var queue = runtime.Get<DispatchQueue>();

        var older = await jobs.SettleAsync(job with { Attempt = 0 }, Found("old"), () => queue.Wake("c"), Token);
        var first = await jobs.SettleAsync(job, Found("first"), () => queue.Wake("c"), Token);
        var again = await jobs.SettleAsync(job, Found("again"), () => queue.Wake("c"), Token);

        Assert.Equal((false, true, false), (older, first, again));
        await runtime.WhenLastAsync("c", "found first");
    }

    [Fact]
    public async Task Too_many_calls_over_one_connection_are_refused_before_they_start()
    {
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add("shop", Calling(NewCall().Task)),
            options: o => o.Jobs = 1
        );
        Assert.False(runtime.Get<JobRunner>().IsFull("shop"));

        await OutliveTheTurnAsync(runtime);

        Assert.True(runtime.Get<JobRunner>().IsFull("shop"));
    }

    private static DetachedCall Detached { get; } = new("r1", Key, "main", "find", EffectKind.Read, Idempotent: false);

    private static TaskCompletionSource<CallResult> NewCall() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CallResult Found(string what) => new("success", JsonSerializer.SerializeToElement(what), null);

    /// <summary>Asks the shop on the first message; echoes later ones.</summary>
    private static React Calling(Task<CallResult> call) =>
        async (current, input, host, token) =>
        {
            if (input is TurnInput.JobSettled settled)
            {
                Say(host, settled.Result);
                return new TurnOutcome(null);
            }

            if (input is not TurnInput.Message { Text: "order?" })
            {
                return await ScriptedBots.Echo(current, input, host, token);
            }

            var run = new RunState { RunId = "r1", BotVersion = 1 };
            host.Journal(new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, host.Now));
            if (await host.WaitAsync(call, token))
            {
                Say(host, await call);
                return new TurnOutcome(null);
            }

            host.Say(new OutgoingMessage("let me look"));
            host.Detach(Detached, call);
            run.Status = RunStatus.Waiting;
            run.Frames.Add(new FrameState { FlowId = "main", NodeId = "find", Bookmark = new Bookmark.Job(Key) });
            return new TurnOutcome(run);
        };

    private static void Say(TurnHost host, CallResult result) =>
        host.Say(new OutgoingMessage(result.Error is { } error ? $"failed {error.Code}" : $"found {result.Output}"));

    private static async Task AskAsync(TestRuntime runtime)
    {
        await runtime.OpenAsync("c", "shop");
        await runtime.PostAsync("c", "order?");
    }

    private static async Task OutliveTheTurnAsync(TestRuntime runtime)
    {
        await runtime.NextAsync<ConversationEvent.Typing>("c", () => AskAsync(runtime));
        await AdvanceUntilAsync(runtime, "let me look");
        while (!runtime.Get<JobRunner>().IsFollowing(Key))
        {
            await Task.Yield();
        }
    }

    /// <summary>Moves the clock in small steps: the turn may not have made its delay yet when it is moved first.</summary>
    private static async Task AdvanceUntilAsync(TestRuntime runtime, string text)
    {
        while ((await runtime.ReadAsync("c")).All(m => m.Text != text))
        {
            runtime.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }

    private static long Count(TestRuntime runtime, string sql)
    {
        using var session = runtime.Get<StudioDatabase>().Open();
        return (long)session.Scalar(sql)!; // COUNT has a value.
    }
}
