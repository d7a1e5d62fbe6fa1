using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Dispatch;
using TestKit;

namespace FlowRuntime.Tests.Dispatch;

/// <summary>A trace goes from the request through inbox, turn and job, with nobody listening but the other side.</summary>
public sealed class TraceTests
{
    private const string Key = "r1/main/find/1";

    [Fact]
    public async Task The_turn_goes_on_with_the_trace_of_the_request()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("shop", TellTrace));
        await runtime.OpenAsync("c", "shop");

        var asked = await PostTracedAsync(runtime, "first");
        await runtime.WhenLastAsync("c", $"first {asked}");
        await runtime.PostAsync("c", "second");

        await runtime.WhenLastAsync("c", "second none");
    }

    [Fact]
    public async Task The_result_of_a_call_that_outlives_its_turn_goes_on_with_its_trace()
    {
        var call = new TaskCompletionSource<CallResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("shop", Calling(call.Task)));
        await runtime.OpenAsync("c", "shop");

        var asked = await PostTracedAsync(runtime, "order?");
        await runtime.WhenLastAsync("c", "let me look");
        call.SetResult(new CallResult("success", default, null));

        await runtime.WhenLastAsync("c", $"found {asked}");
    }

    [Fact]
    public async Task A_call_that_is_taken_up_after_a_restart_goes_on_with_its_trace()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var clock = new ManualTimeProvider();
        var repeated = "";
        var bots = new ScriptedBots().Add(
            "shop",
            Calling(new TaskCompletionSource<CallResult>().Task),
            (_, _, _) =>
            {
                repeated = Trace();
                return Task.FromResult(new CallResult("success", default, null));
            }
        );
        string asked;
        await using (var first = await TestRuntime.CreateAsync(bots, folder, time: clock))
        {
            await first.OpenAsync("c", "shop");
            asked = await PostTracedAsync(first, "order?");
            await first.WhenLastAsync("c", "let me look");
            await first.AbandonAsync();
        }

        await using (var second = await TestRuntime.CreateAsync(bots, folder, time: clock))
        {
            await second.WhenLastAsync("c", $"found {asked}");
            Assert.Equal(asked, repeated);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Tells_listeners_of_turns_by_bot_and_input_without_what_was_said()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlowTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var turns = new ConcurrentQueue<string>();
        using var meters = new MeterListener { InstrumentPublished = (i, self) => Watch(i, self) };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => turns.Enqueue(string.Join(' ', tags.ToArray().Select(t => t.Value))));
        meters.Start();
        var bots = new ScriptedBots().Add("watched", TellTrace).Add("broken", (_, _, _, _) => throw new InvalidOperationException("swordfish"));
        await using (var runtime = await TestRuntime.CreateAsync(bots))
        {
            await runtime.OpenAsync("watched-1", "watched");
            await runtime.OpenAsync("broken-1", "broken");
            await runtime.PostAsync("watched-1", "swordfish");
            await runtime.WhenAsync("watched-1", m => m.Any(x => x.Text.StartsWith("swordfish ", StringComparison.Ordinal)));
            await runtime.WhenLastAsync("broken-1", TurnRunner.Apology);
        }

        var told = spans.Single(s => Equals(s.GetTagItem("flowstudio.conversation"), "watched-1") && Equals(s.GetTagItem("flowstudio.input"), "Message"));
        Assert.Equal(("flowstudio.turn", "watched", "test"), (told.OperationName, told.GetTagItem("flowstudio.bot"), told.GetTagItem("flowstudio.channel")));
        Assert.DoesNotContain(spans, s => s.TagObjects.Any(t => t.Value?.ToString()?.Contains("swordfish", StringComparison.Ordinal) == true));
        Assert.Contains(spans, s => Equals(s.GetTagItem("flowstudio.conversation"), "broken-1") && s.Status == ActivityStatusCode.Error);
        Assert.Contains("watched Message", turns);

        static void Watch(Instrument instrument, MeterListener self)
        {
            if (instrument.Name == "flowstudio.turn.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        }
    }

    private static ValueTask<TurnOutcome> TellTrace(RunState? current, TurnInput input, TurnHost host, CancellationToken token)
    {
        if (input is TurnInput.Message message)
        {
            host.Say(new OutgoingMessage($"{message.Text} {Trace()}"));
        }

        return ValueTask.FromResult(new TurnOutcome(current));
    }

    private static React Calling(Task<CallResult> call) =>
        (current, input, host, _) =>
        {
            switch (input)
            {
                case TurnInput.JobSettled:
                    host.Say(new OutgoingMessage($"found {Trace()}"));
                    return ValueTask.FromResult(new TurnOutcome(null));
                case TurnInput.Message:
                    host.Journal(new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, host.Now));
                    host.Say(new OutgoingMessage("let me look"));
                    host.Detach(new DetachedCall("r1", Key, "main", "find", EffectKind.Read, Idempotent: false), call);
                    var run = new RunState { RunId = "r1", BotVersion = 1, Status = RunStatus.Waiting };
                    run.Frames.Add(new FrameState { FlowId = "main", NodeId = "find", Bookmark = new Bookmark.Job(Key) });
                    return ValueTask.FromResult(new TurnOutcome(run));
                default:
                    return ValueTask.FromResult(new TurnOutcome(current));
            }
        };

    private static string Trace() => Activity.Current?.TraceId.ToHexString() ?? "none";

    /// <summary>Posts as a request does that came with a <c>traceparent</c>.</summary>
    private static async Task<string> PostTracedAsync(TestRuntime runtime, string text)
    {
        using var request = new Activity("request")
            .SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded)
            .Start();
        await runtime.PostAsync("c", text);
        return request.TraceId.ToHexString();
    }
}
