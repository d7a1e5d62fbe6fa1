using System.Globalization;
using System.Text.Json;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Scheduling;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>
/// When a schedule trigger starts next, by the clock that counts. It looks when a field is left, not at every key: a
/// schedule half typed is no mistake.
/// </summary>
public sealed partial class SchedulePreview : EditorPart
{
    private const int Count = 5;

    private (string Cron, string Zone, string BotZone)? _shown;
    private IReadOnlyList<DateTimeOffset> _times = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private string? _problem;

    /// <summary>The trigger.</summary>
    [Parameter, EditorRequired]
    public string NodeId { get; set; } = "";

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    private bool IsBotZone => string.IsNullOrEmpty(_shown?.Zone);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        State.Sealed += OnSealed;
        Look();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => State.IsSealed && Look();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            State.Sealed -= OnSealed;
        }

        base.Dispose(disposing);
    }

    private void OnSealed() => _ = InvokeAsync(StateHasChanged);

    /// <summary>Calculates the times again where something they depend on has changed; says whether.</summary>
    private bool Look()
    {
        if (!State.Flow.Nodes.TryGetValue(NodeId, out var node))
        {
            return false;
        }

        var wanted = (TextOf(node, "cron"), TextOf(node, "timeZone"), State.Bot.TimeZone);
        if (_shown == wanted)
        {
            return false;
        }

        _shown = wanted;
        Calculate(wanted.Item1, wanted.Item2.Length == 0 ? State.Bot.TimeZone : wanted.Item2);
        return true;
    }

    private void Calculate(string cron, string zone)
    {
        (_times, _problem) = ([], null);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            _problem = T["There is no time zone {0}. Give an IANA name such as Europe/Berlin.", zone];
            return;
        }

        _zone = found;
        if (CronSchedule.TryParse(cron, out var schedule, out _problem))
        {
            _times = [.. schedule.Next(Time.GetUtcNow(), found, Count).Select(t => TimeZoneInfo.ConvertTime(t, found))];
        }
    }

    private static string TextOf(FlowNode node, string field) =>
        node.Config.ValueKind == JsonValueKind.Object
        && node.Config.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()! // the value is a text
            : "";

    // Seconds are told only where the schedule has them; the offset shows where daylight saving begins or ends.
    private string Words(DateTimeOffset time) =>
        time.ToString(
            time.Second == 0 ? "dddd, d MMMM yyyy, HH:mm '(UTC'zzz')'" : "dddd, d MMMM yyyy, HH:mm:ss '(UTC'zzz')'",
            T.Culture()
        );

    private static string Machine(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
