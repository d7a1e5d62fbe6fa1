namespace FlowEngine.Scheduling;

/// <summary>When a business is open, by the clock of its zone. Immutable, thread-safe.</summary>
/// <param name="hours">Spans of the week; a day without one is closed.</param>
/// <param name="holidays">Days on which no span begins.</param>
/// <param name="zone">The zone.</param>
internal sealed class BusinessHours(IReadOnlyList<OpeningHours> hours, IReadOnlySet<DateOnly> holidays, TimeZoneInfo zone)
{
    /// <summary>A business that is closed for so long is taken as closed for ever. Unit: days.</summary>
    private const int MostClosedDays = 400;

    /// <summary>Finds when the business is open next.</summary>
    /// <param name="now">The instant.</param>
    /// <returns>The instant itself while it is open, else the next opening, in UTC; null when it never opens.</returns>
    public DateTimeOffset? NextOpen(DateTimeOffset now)
    {
        var today = WallClock.At(now, zone).Date;
        // Yesterday's span may go on past midnight.
        for (var day = today.AddDays(-1); day <= today.AddDays(MostClosedDays); day = day.AddDays(1))
        {
            if (OpeningOn(day, now) is { } opening)
            {
                return opening;
            }
        }

        return null;
    }

    private DateTimeOffset? OpeningOn(DateTime day, DateTimeOffset now)
    {
        if (holidays.Contains(DateOnly.FromDateTime(day)))
        {
            return null;
        }

        DateTimeOffset? first = null;
        foreach (var span in hours)
        {
            if (span.Day == day.DayOfWeek && WallClock.ToUtc(day + span.To, zone) > now)
            {
                var begin = WallClock.ToUtc(day + span.From, zone);
                begin = begin < now ? now.ToUniversalTime() : begin;
                first = first < begin ? first : begin;
            }
        }

        return first;
    }
}
