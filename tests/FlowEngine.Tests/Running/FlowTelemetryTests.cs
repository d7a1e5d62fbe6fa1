using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

/// <summary>The only class of this assembly that listens; its tests run one after the other.</summary>
public sealed class FlowTelemetryTests : IDisposable
{
    private const string Secret = "swordfish-1234";
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly TestEngine _engine = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Tells_nodes_and_calls_of_a_turn_as_one_trace_without_what_was_said()
    {
        using var listener = Listen();
        using var root = new Activity("request").Start();
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Success(Secret));
        using var chat = _engine.Talk(
            Flow.With("start", Use.Start)
                .Then("call", StubCalls.Node("test.read", Secret))
                .Then("keep", Use.Set("kept", $"=nodes.call.output + '{Secret}'"))
                .Then("tell", Use.Say($"{Secret} {{{{ vars.kept }}}}"))
                .Variable("kept", Secret)
        );

        await chat.StartAsync(Token);

        Assert.Contains(Secret, chat.Answers()[0], StringComparison.Ordinal);
        var spans = _spans.Where(s => s.TraceId == root.TraceId).ToList();
        Assert.Equal(
            ["test.read", "trigger.start", "test.read", "set", "say"],
            spans.OrderBy(s => s.Kind == ActivityKind.Client ? 0 : 1).ThenBy(s => s.StartTimeUtc).Select(s => s.DisplayName)
        );
        var node = spans.Single(s => s is { OperationName: "flowstudio.node", DisplayName: "test.read" });
        Assert.Equal(("main", "call", "success", chat.Run!.RunId), (node.GetTagItem("flowstudio.flow"), node.GetTagItem("flowstudio.node"), node.GetTagItem("flowstudio.port"), node.GetTagItem("flowstudio.run")));
        Assert.Equal(root.SpanId, node.ParentSpanId);
        var call = spans.Single(s => s.OperationName == "flowstudio.call");
        Assert.Equal(node.SpanId, call.ParentSpanId);
        Assert.Equal("test", call.GetTagItem("flowstudio.connector"));
        Assert.DoesNotContain(spans, s => s.TagObjects.Any(t => t.Value?.ToString()?.Contains(Secret, StringComparison.Ordinal) == true) || s.StatusDescription is not null);
    }

    [Fact]
    public async Task Marks_what_failed_and_counts_it_by_type_and_code()
    {
        using var listener = Listen();
        var figures = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var meters = Measure(figures);
        using var root = new Activity("request").Start();
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Failure("shop.telemetry"));
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("call", StubCalls.Node("test.write")));

        await chat.StartAsync(Token);

        var failed = _spans.Where(s => s.TraceId == root.TraceId && s.Status == ActivityStatusCode.Error).Select(s => $"{s.OperationName} {s.GetTagItem("error.type")}");
        Assert.Equal(["flowstudio.call shop.telemetry", "flowstudio.node shop.telemetry"], failed.Order(StringComparer.Ordinal));
        Assert.Contains(("flowstudio.node.errors", 1, "error.type=shop.telemetry flowstudio.node.type=test.write"), figures);
        Assert.Contains(figures, f => f.Name == "flowstudio.call.duration" && f.Tags == "flowstudio.node.type=test.write flowstudio.outcome=shop.telemetry");
    }

    [Fact]
    public void Costs_no_memory_while_nobody_listens()
    {
        var error = new NodeError("a.b", "", Retryable: false);
        Execute(error); // compiles and loads what is measured
        var before = GC.GetAllocatedBytesForCurrentThread();

        Execute(error);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Nothing is looked at before somebody listens, not even the turn.
    private static void Execute(NodeError error)
    {
        for (var i = 0; i < 1000; i++)
        {
            using var span = FlowTelemetry.Node(null!);
            FlowTelemetry.Tell(span, null);
            FlowTelemetry.Failed(null!, error);
            _ = FlowTelemetry.IsWatchingCalls;
            _ = FlowTelemetry.Resume("flowstudio.turn", ActivityKind.Consumer, null);
        }
    }

    [Fact]
    public void Passes_a_stored_trace_on_while_nobody_listens()
    {
        const string Stored = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        using (FlowTelemetry.Resume("flowstudio.turn", ActivityKind.Consumer, Stored))
        {
            Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", FlowTelemetry.TraceParent, StringComparison.Ordinal);
            Assert.EndsWith("-01", FlowTelemetry.TraceParent, StringComparison.Ordinal);
        }

        Assert.Null(FlowTelemetry.TraceParent);
        Assert.Null(FlowTelemetry.Resume("flowstudio.turn", ActivityKind.Consumer, "nonsense"));
    }

    [Fact]
    public void Stores_no_trace_that_nobody_asked_for()
    {
        using var own = new Activity("request") { ActivityTraceFlags = ActivityTraceFlags.None }.Start();

        Assert.Null(FlowTelemetry.TraceParent);
    }

    private static MeterListener Measure(ConcurrentQueue<(string, double, string)> figures)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == FlowTelemetry.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => figures.Enqueue((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => figures.Enqueue((instrument.Name, value, Text(tags))));
        listener.Start();
        return listener;
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}"));

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlowTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
