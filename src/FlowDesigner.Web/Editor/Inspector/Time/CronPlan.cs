using System.Globalization;

namespace FlowDesigner.Web.Editor.Inspector.Time;

/// <summary>How often a schedule comes, as people plan it.</summary>
internal enum CronRhythm
{
    Minutes,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Own,
}

/// <summary>A schedule as people plan it; what does not fit into the form is its own notation.</summary>
/// <param name="Rhythm">How often.</param>
/// <param name="Every">Minutes between two times, for <see cref="CronRhythm.Minutes"/>.</param>
/// <param name="Hour">Hour of the day.</param>
/// <param name="Minute">Minute of the hour.</param>
/// <param name="Days">Weekdays, Monday first, for <see cref="CronRhythm.Weekly"/>.</param>
/// <param name="Day">Day of the month, for <see cref="CronRhythm.Monthly"/>.</param>
internal sealed record CronPlan(CronRhythm Rhythm, int Every = 15, int Hour = 9, int Minute = 0, IReadOnlyList<string>? Days = null, int Day = 1)
{
    /// <summary>Weekdays as cron writes them.</summary>
    public static IReadOnlyList<string> Weekdays { get; } = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    /// <summary>Reads a notation.</summary>
    /// <param name="cron">The notation.</param>
    /// <returns>The plan.</returns>
    public static CronPlan Of(string cron)
    {
        var own = new CronPlan(CronRhythm.Own, Days: Weekdays.Take(5).ToList());
        return cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
        {
            [['*', '/', .. var every], "*", "*", "*", "*"] when Number(every, 1, 59) is { } n => own with { Rhythm = CronRhythm.Minutes, Every = n },
            [var minute, "*", "*", "*", "*"] when Number(minute, 0, 59) is { } m => own with { Rhythm = CronRhythm.Hourly, Minute = m },
            [var minute, var hour, var day, "*", var days] when Number(minute, 0, 59) is { } m && Number(hour, 0, 23) is { } h => (day, days) switch
            {
                ("*", "*") => own with { Rhythm = CronRhythm.Daily, Hour = h, Minute = m },
                ("*", _) when DaysOf(days) is { } chosen => own with { Rhythm = CronRhythm.Weekly, Hour = h, Minute = m, Days = chosen },
                (_, "*") when Number(day, 1, 31) is { } d => own with { Rhythm = CronRhythm.Monthly, Hour = h, Minute = m, Day = d },
                _ => own,
            },
            _ => own,
        };
    }

    /// <summary>Writes the notation; empty for an own one, which nobody else can write.</summary>
    public string Notation =>
        Rhythm switch
        {
            CronRhythm.Minutes => FormattableString.Invariant($"*/{Every} * * * *"),
            CronRhythm.Hourly => FormattableString.Invariant($"{Minute} * * * *"),
            CronRhythm.Daily => FormattableString.Invariant($"{Minute} {Hour} * * *"),
            CronRhythm.Weekly => FormattableString.Invariant($"{Minute} {Hour} * * {DaysText}"),
            CronRhythm.Monthly => FormattableString.Invariant($"{Minute} {Hour} {Day} * *"),
            _ => "",
        };

    private string DaysText =>
        Days is not { Count: > 0 } ? "MON"
        : Days.SequenceEqual(Weekdays.Take(5)) ? "MON-FRI"
        : string.Join(',', Days);

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static List<string>? DaysOf(string field)
    {
        var chosen = new HashSet<string>();
        foreach (var item in field.ToUpperInvariant().Split(','))
        {
            var ends = item.Split('-').Select(Index).ToList();
            if (ends.Contains(-1) || ends.Count > 2 || ends[0] > ends[^1])
            {
                return null;
            }

            chosen.UnionWith(Weekdays.Skip(ends[0]).Take(ends[^1] - ends[0] + 1));
        }

        return [.. Weekdays.Where(chosen.Contains)];
    }

    private static int Index(string day) =>
        Number(day, 0, 7) is { } number ? (number + 6) % 7 : Weekdays.ToList().IndexOf(day);
}
