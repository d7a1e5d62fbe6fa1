using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;

namespace FlowRuntime.Tests.Dispatch;

/// <summary>No run stays "running" for ever.</summary>
public sealed class HangingTurnTests
{
    [Fact]
    public async Task A_turn_that_hangs_is_stopped_its_run_fails_and_an_agent_gets_the_conversation()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bots = new ScriptedBots().Add(
            "hangs",
            async (current, input, host, _) =>
            {
                if (input is TurnInput.Message)
                {
                    host.Journal(new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, host.Now));
                    var run = new RunState { RunId = "r1", BotVersion = 1 };
                    await host.StartEffectAsync("r1/key", run, CancellationToken.None);
                    entered.SetResult();
                    // Listens to nothing.
                    await new TaskCompletionSource().Task;
                }

                return new TurnOutcome(current);
            }
        );
        await using var runtime = await TestRuntime.CreateAsync(bots);
        await runtime.OpenAsync("c", "hangs");

        await runtime.PostAsync("c", "hello");
        await entered.Task;
        var handedOver = await runtime.NextAsync<ConversationEvent.OwnerChanged>(
            "c",
            () =>
            {
                runtime.Time.Advance(TimeSpan.FromSeconds(91));
                return Task.CompletedTask;
            }
        );

        Assert.Equal(ConversationOwner.Queued, handedOver.Owner);
        var run = Assert.Single(await runtime.Conversations.ListRunsAsync("hangs", null, 10, CancellationToken.None));
        Assert.Equal((RunStatus.Failed, "engine.turnTimeout"), (run.Status, run.Error!.Code));
        Assert.Equal(TurnRunner.Apology, (await runtime.ReadAsync("c"))[^1].Text);
    }

    [Fact]
    public async Task A_conversation_whose_claim_has_lapsed_is_taken_again()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("echo", ScriptedBots.Echo));
        await runtime.OpenAsync("c", "echo");
        await runtime.PostAsync("c", "one");
        await runtime.WhenLastAsync("c", "echo: one");

        // Somebody else claims it and dies with the work undone; nobody is woken.
        await runtime
            .Get<StudioWriter>()
            .CommitAsync(
                unit =>
                {
                    unit.Sql.Execute(
                        "UPDATE Conversations SET LeaseUntil = $1, TurnNo = TurnNo + 1",
                        runtime.Time.GetUtcNow() + TimeSpan.FromMinutes(2)
                    );
                    Inbox.AddMessage(
                        unit.Sql,
                        "c",
                        99,
                        null,
                        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                            (TurnInput)new TurnInput.Message("two"),
                            RunJson.Default.TurnInput
                        ),
                        runtime.Time.GetUtcNow(),
                        isDone: false
                    );
                    return true;
                },
                CancellationToken.None
            );
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("echo: one", (await runtime.ReadAsync("c"))[^1].Text);

        runtime.Time.Advance(TimeSpan.FromMinutes(2));

        await runtime.WhenLastAsync("c", "echo: two");
    }

    [Fact]
    public async Task A_long_run_lets_fifty_chats_answer_between_its_slices()
    {
        var slices = 0;
        var bots = new ScriptedBots()
            .Add("echo", ScriptedBots.Echo)
            .Add(
                "long",
                (_, input, host, _) =>
                {
                    if (input is TurnInput.Message or TurnInput.Continue && Interlocked.Increment(ref slices) < 100_000)
                    {
                        var run = new RunState { RunId = "r1", BotVersion = 1, IsSliced = true };
                        return new(new TurnOutcome(run, MustContinue: true));
                    }

                    return new(new TurnOutcome(null));
                }
            );
        var runtime = await TestRuntime.CreateAsync(bots, options: o => o.ParallelTurns = 1);
        await runtime.OpenAsync("long", "long");
        await runtime.PostAsync("long", "count");
        for (var c = 0; c < 50; c++)
        {
            await runtime.OpenAsync($"c{c}", "echo");
            await runtime.PostAsync($"c{c}", "hello");
        }

        for (var c = 0; c < 50; c++)
        {
            await runtime.WhenLastAsync($"c{c}", "echo: hello");
        }

        // The one worker was shared: the long run had its slices between the others, and the end of the process ends it.
        await runtime.DisposeAsync();
        Assert.InRange(slices, 1, 50_000);
    }

    [Fact]
    public async Task A_message_that_a_run_cannot_take_does_not_hold_up_what_it_waits_for()
    {
        var bots = new ScriptedBots().Add(
            "waits",
            (current, input, host, token) =>
            {
                switch (input)
                {
                    case TurnInput.Message { Text: "wait" }:
                        host.Say(new OutgoingMessage("waiting"));
                        var run = new RunState { RunId = "r1", BotVersion = 1, Status = RunStatus.Waiting };
                        run.Frames.Add(
                            new FrameState
                            {
                                FlowId = "main",
                                NodeId = "pause",
                                Bookmark = new Bookmark.Retry { Ticket = 1, DueAt = host.Now + TimeSpan.FromHours(1) },
                            }
                        );
                        return new(new TurnOutcome(run));
                    case TurnInput.Message when current is not null:
                        return new(new TurnOutcome(current, Deferred: true));
                    case TurnInput.TimerFired:
                        host.Say(new OutgoingMessage("time is up"));
                        return new(new TurnOutcome(null));
                    default:
                        return ScriptedBots.Echo(current, input, host, token);
                }
            }
        );
        await using var runtime = await TestRuntime.CreateAsync(bots);
        await runtime.OpenAsync("c", "waits");
        await runtime.PostAsync("c", "wait");
        await runtime.WhenLastAsync("c", "waiting");

        await runtime.PostAsync("c", "meanwhile");
        runtime.Time.Advance(TimeSpan.FromHours(1));
        var messages = await runtime.WhenLastAsync("c", "echo: meanwhile");

        Assert.Equal("time is up", messages[^2].Text);
    }
}
