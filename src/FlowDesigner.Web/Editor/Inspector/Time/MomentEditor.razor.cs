using System.Globalization;
using FlowDesigner.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector.Time;

/// <summary>Chooses a date and time, or a time of day, beside the text that holds it, and says it in words.</summary>
public sealed partial class MomentEditor : EditorPiece
{
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Id of the text field.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>True for a time of day, false for a date and time.</summary>
    [Parameter]
    public bool IsTimeOfDay { get; set; }

    /// <summary>Raised with what was chosen.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> Changed { get; set; }

    private DateTime? Moment =>
        DateTime.TryParseExact(Value, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    private TimeOnly? Clock =>
        TimeOnly.TryParseExact(Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    // What the browser's own field takes; nothing for a formula.
    private string Chosen =>
        IsTimeOfDay ? Clock?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "" : Moment?.ToString(Moments[0], CultureInfo.InvariantCulture) ?? "";

    private string Words =>
        IsTimeOfDay
            ? Clock is { } time ? T["The next time it is {0}.", time.ToString("HH:mm", CultureInfo.InvariantCulture)] : ""
            : Moment is { } moment ? T["{0}, at {1}.", moment.ToString("dddd, d MMMM yyyy", T.Culture()), moment.ToString("HH:mm", CultureInfo.InvariantCulture)] : "";
}
