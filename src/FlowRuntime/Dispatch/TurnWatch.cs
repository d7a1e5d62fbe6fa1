using System.Diagnostics;
using System.Diagnostics.Metrics;
using FlowEngine.Running;

namespace FlowRuntime.Dispatch;

/// <summary>Watches one turn for those who listen: its span, which goes on with the trace of the input, and its duration.</summary>
internal sealed class TurnWatch : IDisposable
{
    private static readonly Meter Meter = new(FlowTelemetry.Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "flowstudio.turn.duration",
        "s",
        "Turns and how long they took from the claim to the commit, by bot and kind of input."
    );

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "flowstudio.turn.errors",
        "{turn}",
        "Turns that failed as a whole, so that an agent got the conversation."
    );

    private readonly Activity? _span;
    private readonly TimeProvider _time;
    private readonly string _bot;
    private readonly string _input;
    private readonly long _began;

    private TurnWatch(Activity? span, string bot, string input, TimeProvider time)
    {
        (_span, _bot, _input, _time) = (span, bot, input, time);
        _began = time.GetTimestamp();
    }

    /// <summary>Begins to watch; null when nobody listens and no trace is to be passed on.</summary>
    public static TurnWatch? Start(Claim claim, TurnInput input, RunState? run, TimeProvider time)
    {
        if (input.TraceParent is null && !Duration.Enabled && !FlowTelemetry.Source.HasListeners())
        {
            return null;
        }

        var kind = input.GetType().Name;
        var span = FlowTelemetry.Resume("flowstudio.turn", ActivityKind.Consumer, input.TraceParent);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("flowstudio.bot", claim.BotId)
                .SetTag("flowstudio.conversation", claim.Conversation.Id)
                .SetTag("flowstudio.channel", claim.Conversation.Channel)
                .SetTag("flowstudio.input", kind)
                .SetTag("flowstudio.run", run is { HasEnded: false } ? run.RunId : null);
        }

        return new TurnWatch(span, claim.BotId, kind, time);
    }

    /// <summary>Says that the turn under way fails as a whole.</summary>
    public static void Failed(string code)
    {
        Failures.Add(1, new KeyValuePair<string, object?>("error.type", code));
        Activity.Current?.SetTag("error.type", code).SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        Duration.Record(
            _time.GetElapsedTime(_began).TotalSeconds,
            new KeyValuePair<string, object?>("flowstudio.bot", _bot),
            new KeyValuePair<string, object?>("flowstudio.input", _input)
        );
        _span?.Dispose();
    }
}
