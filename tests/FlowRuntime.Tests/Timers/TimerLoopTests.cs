using FlowEngine.Running;
using FlowRuntime.Storage;
using FlowRuntime.Tests.Dispatch;
using TestKit;

namespace FlowRuntime.Tests.Timers;

public sealed class TimerLoopTests
{
    [Fact]
    public async Task A_timer_fires_once_when_it_is_due()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("wait", Waiting));
        await runtime.OpenAsync("c", "wait");
        await runtime.PostAsync("c", "wait");
        await runtime.WhenLastAsync("c", "waiting");

        runtime.Time.Advance(TimeSpan.FromMinutes(59));
        await runtime.PostAsync("c", "too early?");
        await runtime.WhenLastAsync("c", "echo: too early?");
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        var messages = await runtime.WhenLastAsync("c", "time is up for 3");
        runtime.Time.Advance(TimeSpan.FromHours(2));
        await runtime.PostAsync("c", "again?");
        var later = await runtime.WhenLastAsync("c", "echo: again?");

        Assert.Equal(messages.Count + 2, later.Count);
        using var session = runtime.Get<StudioDatabase>().Open();
        Assert.Equal(0L, session.Scalar("SELECT COUNT(*) FROM Timers"));
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_the_process_was_down_fires_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var bots = new ScriptedBots().Add("wait", Waiting);
        var clock = new ManualTimeProvider();
        await using (var first = await TestRuntime.CreateAsync(bots, folder, time: clock))
        {
            await first.OpenAsync("c", "wait");
            await first.PostAsync("c", "wait");
            await first.WhenLastAsync("c", "waiting");
        }

        clock.Advance(TimeSpan.FromHours(3));
        await using (var second = await TestRuntime.CreateAsync(bots, folder, time: clock))
        {
            await second.WhenLastAsync("c", "time is up for 3");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async ValueTask<TurnOutcome> Waiting(
        RunState? current,
        TurnInput input,
        TurnHost host,
        CancellationToken token
    )
    {
        switch (input)
        {
            case TurnInput.Message { Text: "wait" }:
                host.Say(new OutgoingMessage("waiting"));
                var run = new RunState
                {
                    RunId = "r1",
                    BotVersion = 1,
                    Status = RunStatus.Waiting,
                };
                run.Frames.Add(
                    new FrameState
                    {
                        FlowId = "main",
                        NodeId = "pause",
                        Bookmark = Bookmark.Until(host.Now + TimeSpan.FromHours(1)) with { Ticket = 3 },
                    }
                );
                return new TurnOutcome(run);
            case TurnInput.TimerFired fired:
                host.Say(new OutgoingMessage($"time is up for {fired.Ticket}"));
                return new TurnOutcome(null);
            default:
                return await ScriptedBots.Echo(current, input, host, token);
        }
    }
}
