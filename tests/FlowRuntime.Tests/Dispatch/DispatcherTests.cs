using System.Diagnostics;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;

namespace FlowRuntime.Tests.Dispatch;

public sealed class DispatcherTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Answers_every_message_of_two_thousand_conversations_once_and_in_order()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("echo", ScriptedBots.Echo));
        var answers = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = runtime.Events.ListenToAll(news =>
        {
            if (news is ConversationEvent.Messages { Items: var items })
            {
                answers += items.Count(m => m.From == MessageFrom.Bot);
                if (answers == 6_000)
                {
                    all.TrySetResult();
                }
            }
        });
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(
            Enumerable
                .Range(0, 2_000)
                .Select(async c =>
                {
                    await runtime.OpenAsync($"c{c}", "echo");
                    foreach (var text in new[] { "one", "two", "three" })
                    {
                        Assert.Equal(PostStatus.Accepted, (await runtime.PostAsync($"c{c}", text)).Status);
                    }
                })
        );
        await all.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        output.WriteLine($"{6_000 / clock.Elapsed.TotalSeconds:0} turns with an answer per second");
        for (var c = 0; c < 2_000; c++)
        {
            var messages = await runtime.ReadAsync($"c{c}");
            Assert.Equal(Enumerable.Range(1, 6).Select(i => (long)i), messages.Select(m => m.Sequence));
            Assert.Equal(
                ["echo: one", "echo: two", "echo: three"],
                messages.Where(m => m.From == MessageFrom.Bot).Select(m => m.Text)
            );
        }
    }

    [Fact]
    public async Task Runs_one_turn_at_a_time_in_a_conversation()
    {
        var running = 0;
        var most = 0;
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add(
                "slow",
                async (current, input, host, token) =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return await ScriptedBots.Echo(current, input, host, token);
                }
            )
        );
        await runtime.OpenAsync("c", "slow");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => runtime.PostAsync("c", $"{i}")));
        var messages = await runtime.WhenAsync("c", m => m.Count == 100);

        Assert.Equal(1, most);
        Assert.Equal(
            messages.Where(m => m.From == MessageFrom.Visitor).Select(m => $"echo: {m.Text}"),
            messages.Where(m => m.From == MessageFrom.Bot).Select(m => m.Text)
        );
    }

    [Fact]
    public async Task What_waits_in_the_inbox_is_answered_after_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var bots = new ScriptedBots().Add("echo", ScriptedBots.Echo);
        await using (var down = await TestRuntime.CreateAsync(bots, folder, start: false))
        {
            await down.OpenAsync("c", "echo");
            await down.PostAsync("c", "still there?");
        }

        await using (var up = await TestRuntime.CreateAsync(bots, folder))
        {
            await up.WhenLastAsync("c", "echo: still there?");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_turn_that_faults_tells_the_visitor_and_goes_to_an_agent()
    {
        var bots = new ScriptedBots()
            .Add("broken", (_, _, _, _) => throw new InvalidOperationException("on purpose"))
            .Add("echo", ScriptedBots.Echo);
        await using var runtime = await TestRuntime.CreateAsync(bots, start: false);
        await runtime.OpenAsync("bad", "broken");
        await runtime.OpenAsync("good", "echo");
        await runtime.PostAsync("good", "hello");

        await runtime.StartAsync();
        await runtime.WhenLastAsync("bad", TurnRunner.Apology);
        await runtime.WhenLastAsync("good", "echo: hello");

        var summary = await runtime.Conversations.FindAsync("bad", TestContext.Current.CancellationToken);
        Assert.Equal(ConversationOwner.Queued, summary?.Owner);
    }

    [Fact]
    public async Task A_bot_that_was_never_published_says_so()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots());

        await runtime.OpenAsync("c", "nobody");

        await runtime.WhenLastAsync("c", TurnRunner.NotAvailable);
    }

    [Fact]
    public async Task A_turn_goes_on_behind_its_last_commit_when_the_process_stopped_in_it()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        React halfWay = async (_, _, host, token) =>
        {
            var run = new RunState { RunId = "r1", BotVersion = 1 };
            host.Say(new OutgoingMessage("Sending …"));
            await host.StartEffectAsync("r1/main/pay/1", run, token);
            sent.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return new TurnOutcome(run);
        };
        React rest = (current, _, host, _) =>
        {
            var effect = host.FindEffect("r1/main/pay/1");
            host.Say(new OutgoingMessage($"{current?.RunId} {current?.Status} {effect?.Result is null}"));
            return ValueTask.FromResult(new TurnOutcome(null));
        };
        var clock = new TestKit.ManualTimeProvider();
        await using (var first = await TestRuntime.CreateAsync(new ScriptedBots().Add("pay", halfWay), folder, time: clock))
        {
            await first.OpenAsync("c", "pay");
            await sent.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await first.AbandonAsync();
        }

        await using (var second = await TestRuntime.CreateAsync(new ScriptedBots().Add("pay", rest), folder, time: clock))
        {
            var messages = await second.WhenAsync("c", m => m.Count == 2);
            Assert.Equal(["Sending …", "r1 Running True"], messages.Select(m => m.Text));
        }

        Directory.Delete(folder, recursive: true);
    }
}
