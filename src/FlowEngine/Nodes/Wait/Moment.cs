using System.Globalization;
using FlowEngine.Scheduling;

namespace FlowEngine.Nodes.Wait;

/// <summary>Reads points in time such as <c>2026-03-02T09:30</c>, <c>2026-03-02T09:30:00+01:00</c> and <c>2026-03-02</c>.</summary>
internal static class Moment
{
    private static readonly string[] LocalForms =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd",
    ];

    private static readonly string[] ZonedForms =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a point in time; without an offset it is what the zone's clock shows.</summary>
    public static bool TryRead(string? text, TimeZoneInfo zone, out DateTimeOffset moment)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateTime.TryParseExact(text, LocalForms, culture, DateTimeStyles.None, out var local) && IsNear(local))
        {
            moment = WallClock.ToUtc(local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond)), zone);
            return true;
        }

        return DateTimeOffset.TryParseExact(text, ZonedForms, culture, DateTimeStyles.None, out moment);
    }

    /// <summary>Time zones are not asked about the ends of the calendar.</summary>
    private static bool IsNear(DateTime time) => time.Year is > 1 and < 9999;
}
