namespace FlowEngine.Scheduling;

/// <summary>Reads what a clock on a wall shows, as points in time.</summary>
internal static class WallClock
{
    /// <summary>
    /// The instant at which a zone's clock shows a time. A time that daylight saving skips is the instant right after the
    /// gap; a time that comes twice is the first of the two.
    /// </summary>
    /// <param name="local">What the clock shows, to the second.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The instant, in UTC.</returns>
    public static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        // Whatever the zone does around this time, its offset a day and a half before and after are the two candidates.
        var early = Shift(local, zone.GetUtcOffset(AsUtc(local.AddHours(-36))));
        var late = Shift(local, zone.GetUtcOffset(AsUtc(local.AddHours(36))));
        var (first, second) = early <= late ? (early, late) : (late, early);
        if (Shows(first, local, zone))
        {
            return first;
        }

        return Shows(second, local, zone) ? second : EndOfGap(local, first, second, zone);
    }

    /// <summary>What the zone's clock shows at an instant.</summary>
    public static DateTime At(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private static bool Shows(DateTimeOffset instant, DateTime local, TimeZoneInfo zone) => At(instant, zone) == local;

    /// <summary>First second at which the clock shows more than a time that it never shows.</summary>
    private static DateTimeOffset EndOfGap(DateTime local, DateTimeOffset before, DateTimeOffset after, TimeZoneInfo zone)
    {
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var seconds = Math.Floor((after - before).TotalSeconds / 2);
            var middle = before.AddSeconds(seconds);
            (before, after) = At(middle, zone) > local ? (before, middle) : (middle, after);
        }

        return after;
    }

    private static DateTimeOffset Shift(DateTime local, TimeSpan offset) => AsUtc(local).Subtract(offset);

    private static DateTimeOffset AsUtc(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Utc));
}
