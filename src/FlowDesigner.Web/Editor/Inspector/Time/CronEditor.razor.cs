using System.Globalization;
using FlowDesigner.Web.Wording;
using FlowEngine.Scheduling;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector.Time;

/// <summary>Plans recurring times: how often, on which days, at what time, or in cron notation; says in words what it means.</summary>
public sealed partial class CronEditor : EditorPiece
{
    private bool _own;

    /// <summary>Id of the field.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The notation.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>True when it has a problem.</summary>
    [Parameter]
    public bool IsBad { get; set; }

    /// <summary>Raised with the new notation.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> Changed { get; set; }

    private static (CronRhythm Rhythm, string Word)[] Rhythms { get; } =
        [
            (CronRhythm.Minutes, TextKey.Of("Every few minutes")),
            (CronRhythm.Hourly, TextKey.Of("Every hour")),
            (CronRhythm.Daily, TextKey.Of("Once a day")),
            (CronRhythm.Weekly, TextKey.Of("On some days of the week")),
            (CronRhythm.Monthly, TextKey.Of("Every month")),
            (CronRhythm.Own, TextKey.Of("In cron notation")),
        ];

    private static string[] DayNames { get; } = [TextKey.Of("Monday"), TextKey.Of("Tuesday"), TextKey.Of("Wednesday"), TextKey.Of("Thursday"), TextKey.Of("Friday"), TextKey.Of("Saturday"), TextKey.Of("Sunday")];

    private CronPlan Shown => CronPlan.Of(Value) is var plan && _own ? plan with { Rhythm = CronRhythm.Own } : plan;

    private string Clock => string.Create(CultureInfo.InvariantCulture, $"{Shown.Hour:00}:{Shown.Minute:00}");

    private string Words => CronSchedule.TryParse(Value, out _, out _) ? $"{CronWords.Of(Value, T)}." : "";

    private static int Number(ChangeEventArgs e, int least, int most, int before) =>
        int.TryParse(e.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, least, most) : before;

    private async Task ChooseAsync(ChangeEventArgs e)
    {
        if (!Enum.TryParse<CronRhythm>(e.Value as string, out var rhythm))
        {
            return;
        }

        _own = rhythm == CronRhythm.Own;
        if (!_own)
        {
            await Set(Shown with { Rhythm = rhythm });
        }
    }

    private Task Turn(string day)
    {
        var days = CronPlan.Weekdays.Where(d => (Shown.Days?.Contains(d) == true) != (d == day)).ToList();
        // A week without a day would never come.
        return days.Count == 0 ? Task.CompletedTask : Set(Shown with { Days = days });
    }

    private Task SetClock(ChangeEventArgs e) =>
        TimeOnly.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var time)
            ? Set(Shown with { Hour = time.Hour, Minute = time.Minute })
            : Task.CompletedTask;

    private async Task Set(CronPlan plan)
    {
        await Changed.InvokeAsync(plan.Notation);
        State.Seal();
    }

    private Task Write(string? text)
    {
        _own = true; // what is typed stays notation, even where the form could show it
        return Changed.InvokeAsync(text ?? "");
    }
}
