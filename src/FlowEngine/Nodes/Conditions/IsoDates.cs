using System.Globalization;
using System.Text.Json;

namespace FlowEngine.Nodes.Conditions;

/// <summary>Reads dates as JSON carries them: <c>2026-03-29</c>, <c>2026-03-29T09:30</c>, <c>2026-03-29T09:30:00.000Z</c>.</summary>
internal static class IsoDates
{
    private const int DateLength = 10;
    private const int Longest = 40;

    /// <summary>Reads a text as a date, or a number as milliseconds since 1970, as JavaScript counts.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="zone">Zone of a text that names none.</param>
    /// <param name="date">The point in time; midnight for a date alone.</param>
    /// <returns>False when it is no date.</returns>
    public static bool TryRead(JsonElement value, TimeZoneInfo zone, out DateTimeOffset date)
    {
        date = default;
        return value.ValueKind switch
        {
            JsonValueKind.String => TryRead(ValueComparison.TextOf(value), zone, out date),
            JsonValueKind.Number => value.TryGetDouble(out var milliseconds) && TryRead(milliseconds, out date),
            _ => false,
        };
    }

    public static bool TryRead(string text, TimeZoneInfo zone, out DateTimeOffset date)
    {
        date = default;
        if (
            text.Length is < DateLength or > Longest
            || !DateOnly.TryParseExact(text.AsSpan(0, DateLength), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            return false;
        }

        if (text.Length == DateLength)
        {
            return TryPlace(day.ToDateTime(TimeOnly.MinValue), zone, out date);
        }

        if (text[DateLength] is not ('T' or ' '))
        {
            return false;
        }

        var time = text.AsSpan(DateLength + 1);
        if (time.IndexOfAny('Z', '+', '-') >= 0)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        }

        return TimeOnly.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            && TryPlace(day.ToDateTime(clock), zone, out date);
    }

    private static bool TryRead(double milliseconds, out DateTimeOffset date)
    {
        const double Most = 253_402_300_799_999;
        const double Least = -62_135_596_800_000;
        var fits = milliseconds is >= Least and <= Most;
        date = fits ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : default;
        return fits;
    }

    private static bool TryPlace(DateTime local, TimeZoneInfo zone, out DateTimeOffset date)
    {
        try
        {
            date = new DateTimeOffset(local, zone.GetUtcOffset(local));
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            // The first day of the year 1 east of Greenwich lies before all time.
            date = default;
            return false;
        }
    }
}
