using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using FlowEngine.Compilation;

namespace FlowEngine.Running;

/// <summary>
/// What the engine tells those who watch: spans of nodes and calls, counts of errors and durations of calls, under the name
/// <see cref="Name"/>. Tags are ids, types, ports and codes, never what somebody said or configured. While nobody listens a
/// node costs one comparison.
/// </summary>
public static class FlowTelemetry
{
    /// <summary>Name of the activity source and the meters.</summary>
    public const string Name = "FlowStudio";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> NodeErrors = Meter.CreateCounter<long>(
        "flowstudio.node.errors",
        "{error}",
        "Nodes that failed, by type and code; each attempt counts."
    );

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>(
        "flowstudio.call.duration",
        "s",
        "Calls of other systems and how long they took, by node type and outcome."
    );

    /// <summary>Where the spans of FlowStudio come from; the runtime's turns too.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>
    /// The trace that the caller works for, to be stored with what is done later on its behalf (W3C <c>traceparent</c>);
    /// null when nobody asked for one.
    /// </summary>
    public static string? TraceParent =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && (current.Recorded || current.ParentSpanId != default)
            ? current.Id
            : null;

    /// <summary>True while somebody wants to know of calls.</summary>
    internal static bool IsWatchingCalls => Source.HasListeners() || CallDuration.Enabled;

    /// <summary>Goes on with a trace that was stored: as a span where somebody listens, else only so that it is passed on.</summary>
    /// <param name="name">Name of the span.</param>
    /// <param name="kind">What kind of work it is.</param>
    /// <param name="traceParent">As <see cref="TraceParent"/> gave it; null for a trace of its own.</param>
    /// <returns>The span, to be disposed by whoever does the work; null when nobody is interested.</returns>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes it.")]
    public static Activity? Resume(string name, ActivityKind kind, string? traceParent)
    {
        var isStored = ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        if (Source.HasListeners() && Source.StartActivity(name, kind, parent) is { } span)
        {
            return span;
        }

        return isStored ? new Activity(name).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start() : null;
    }

    /// <summary>Starts the span of a node that is executed.</summary>
    internal static Activity? Node(Turn turn)
    {
        if (!Source.HasListeners() || Source.StartActivity("flowstudio.node") is not { } span)
        {
            return null;
        }

        span.DisplayName = turn.Node.Type;
        return span.SetTag("flowstudio.flow", turn.Flow.Id)
            .SetTag("flowstudio.node", turn.Node.Id)
            .SetTag("flowstudio.node.type", turn.Node.Type)
            .SetTag("flowstudio.run", turn.Run.RunId)
            .SetTag("flowstudio.visit", turn.Visit);
    }

    /// <summary>Says in the span of a node what came of it.</summary>
    internal static void Tell(Activity? span, NodeResult? result)
    {
        if (span is null)
        {
            return;
        }

        switch (result)
        {
            case null:
                break;
            case NodeResult.Completed(var port, _):
                span.SetTag("flowstudio.port", port);
                break;
            case NodeResult.Failed(var error):
                span.SetTag("error.type", error.Code).SetStatus(ActivityStatusCode.Error);
                break;
            default:
                span.SetTag("flowstudio.outcome", result.GetType().Name);
                break;
        }
    }

    /// <summary>Counts a node that failed.</summary>
    internal static void Failed(NodeProgram node, NodeError error)
    {
        if (NodeErrors.Enabled)
        {
            NodeErrors.Add(1, new("flowstudio.node.type", node.Type), new("error.type", error.Code));
        }
    }

    /// <summary>Makes a call while somebody listens.</summary>
    internal static async Task<CallResult> WatchAsync(NodeProgram node, int attempt, TimeProvider time, Func<Task<CallResult>> call)
    {
        using var span = Source.StartActivity("flowstudio.call", ActivityKind.Client);
        if (span is not null)
        {
            span.DisplayName = node.Type;
            span.SetTag("flowstudio.node", node.Id)
                .SetTag("flowstudio.node.type", node.Type)
                .SetTag("flowstudio.connector", node.Connector)
                .SetTag("flowstudio.attempt", attempt);
        }

        var began = time.GetTimestamp();
        var outcome = "cancelled";
        try
        {
            var result = await call().ConfigureAwait(false);
            outcome = result.Error?.Code ?? result.Port ?? "";
            if (result.Error is not null)
            {
                span?.SetTag("error.type", outcome).SetStatus(ActivityStatusCode.Error);
            }
            else
            {
                span?.SetTag("flowstudio.port", outcome);
            }

            return result;
        }
        finally
        {
            CallDuration.Record(
                time.GetElapsedTime(began).TotalSeconds,
                new("flowstudio.node.type", node.Type),
                new("flowstudio.outcome", outcome)
            );
        }
    }
}
