namespace FlowEngine.Scheduling;

/// <summary>A span of a weekday in which a business is open.</summary>
/// <param name="Day">The day on which it begins.</param>
/// <param name="From">When it begins, from midnight.</param>
/// <param name="To">When it ends, from midnight; more than a day where it goes on past midnight.</param>
internal sealed record OpeningHours(DayOfWeek Day, TimeSpan From, TimeSpan To)
{
    private static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Reads hours such as <c>mon-fri</c> from <c>09:00</c> to <c>17:30</c>.</summary>
    /// <param name="days">Weekdays by their first three letters, as a list and with ranges: <c>mon-thu,sat</c>.</param>
    /// <param name="from">Time of day, <c>HH:mm</c>.</param>
    /// <param name="to">Time of day, <c>HH:mm</c> or <c>24:00</c>; not later than <paramref name="from"/> means the next day.</param>
    /// <returns>One span a day; null when something cannot be read.</returns>
    public static IReadOnlyList<OpeningHours>? Read(string? days, string? from, string? to)
    {
        if (ReadTime(from) is not { } begin || ReadTime(to) is not { } end || begin == TimeSpan.FromDays(1))
        {
            return null;
        }

        var found = new SortedSet<int>();
        foreach (var range in (days ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = range.Split('-', StringSplitOptions.TrimEntries);
            var (first, last) = (IndexOf(ends[0]), IndexOf(ends[^1]));
            if (ends.Length > 2 || first < 0 || last < 0)
            {
                return null;
            }

            for (var day = first; day <= (last < first ? last + 7 : last); day++)
            {
                found.Add(day % 7);
            }
        }

        return [.. found.Select(d => new OpeningHours((DayOfWeek)d, begin, end <= begin ? end + TimeSpan.FromDays(1) : end))];
    }

    private static int IndexOf(string name) =>
        Array.FindIndex(Names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static TimeSpan? ReadTime(string? text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeOfDay.TryRead(text, out var time) ? time.ToTimeSpan()
        : null;
}
