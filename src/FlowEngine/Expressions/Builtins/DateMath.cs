namespace FlowEngine.Expressions.Builtins;

/// <summary>
/// Time values as ECMAScript defines them (5.1, section 15.9.1): milliseconds since 1970, or NaN. Local time goes by
/// the rules of a zone; years that .NET does not know borrow the rules of a like year, as ECMAScript allows.
/// </summary>
internal static class DateMath
{
    public const double MillisecondsPerDay = 86_400_000;
    private const double MaxTime = 8.64e15;

    /// <summary>Year, month from 0, day, weekday from Sunday, hour, minute, second, millisecond of a time value.</summary>
    public readonly record struct Parts(long Year, int Month, int Day, int Weekday, int Hour, int Minute, int Second, int Millisecond);

    /// <summary>Time value of the parts; they may lie outside their ranges. NaN when the result does not exist.</summary>
    public static double Make(double year, double month, double day, double hour, double minute, double second, double millisecond)
    {
        double[] all = [year, month, day, hour, minute, second, millisecond];
        if (all.Any(p => !double.IsFinite(p)) || Math.Abs(year) > 400_000 || Math.Abs(month) > 5_000_000)
        {
            return double.NaN;
        }

        var wholeMonth = Math.Truncate(month);
        var wholeYear = (long)(Math.Truncate(year) + Math.Floor(wholeMonth / 12));
        var days = DaysFromCivil(wholeYear, (int)(wholeMonth - (Math.Floor(wholeMonth / 12) * 12))) + Math.Truncate(day) - 1;
        return (days * MillisecondsPerDay)
            + (Math.Truncate(hour) * 3_600_000)
            + (Math.Truncate(minute) * 60_000)
            + (Math.Truncate(second) * 1_000)
            + Math.Truncate(millisecond);
    }

    /// <summary>NaN for times that JavaScript does not have; whole milliseconds otherwise.</summary>
    public static double Clip(double time) => Math.Abs(time) <= MaxTime ? Math.Truncate(time) + 0d : double.NaN;

    public static Parts Split(double time)
    {
        var day = (long)Math.Floor(time / MillisecondsPerDay);
        var rest = (int)(time - (day * MillisecondsPerDay));
        var (year, month, dayOfMonth) = CivilFromDays(day);
        var weekday = (int)(((day + 4) % 7 + 7) % 7);
        return new Parts(
            year,
            month,
            dayOfMonth,
            weekday,
            rest / 3_600_000,
            rest / 60_000 % 60,
            rest / 1_000 % 60,
            rest % 1_000
        );
    }

    /// <summary>Local time of a time value.</summary>
    public static double ToLocal(double time, TimeZoneInfo zone) => time + Offset(time, zone);

    /// <summary>Distance of local time from UTC at a time value. Unit: milliseconds.</summary>
    public static double Offset(double time, TimeZoneInfo zone) =>
        double.IsNaN(time) ? double.NaN : zone.GetUtcOffset(ToDateTime(time, DateTimeKind.Utc)).TotalMilliseconds;

    /// <summary>Time value of a local time; in a gap and in a repeated hour the offset before the change counts.</summary>
    public static double ToUtc(double local, TimeZoneInfo zone)
    {
        if (double.IsNaN(local) || Math.Abs(local) > MaxTime + MillisecondsPerDay)
        {
            return double.NaN;
        }

        var time = ToDateTime(local, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(time)
            ? zone.GetAmbiguousTimeOffsets(time).Max()
            : zone.GetUtcOffset(zone.IsInvalidTime(time) ? time.AddHours(-3) : time);
        return local - offset.TotalMilliseconds;
    }

    /// <summary>A .NET time for the rules of zones: 400 years make a whole number of weeks.</summary>
    public static DateTime ToDateTime(double time, DateTimeKind kind)
    {
        const double Cycle = 146_097 * MillisecondsPerDay;
        const double Earliest = -62_135_596_800_000 + (2 * MillisecondsPerDay);
        const double Latest = 253_402_300_799_999 - (2 * MillisecondsPerDay);
        if (time < Earliest || time > Latest)
        {
            time -= Math.Floor(time / Cycle) * Cycle;
        }

        return DateTime.SpecifyKind(DateTime.UnixEpoch.AddMilliseconds(time), kind);
    }

    // Howard Hinnant, "chrono-compatible low-level date algorithms": days_from_civil and civil_from_days.
    private static double DaysFromCivil(long year, int month)
    {
        var y = month < 2 ? year - 1 : year;
        var era = Math.DivRem(y >= 0 ? y : y - 399, 400).Quotient;
        var yearOfEra = y - (era * 400);
        var dayOfYear = ((153 * ((month + 10) % 12)) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    private static (long Year, int Month, int Day) CivilFromDays(long days)
    {
        var z = days + 719_468;
        var era = (z >= 0 ? z : z - 146_096) / 146_097;
        var dayOfEra = z - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 2 : shifted - 10);
        var year = yearOfEra + (era * 400) + (month < 2 ? 1 : 0);
        return (year, month, (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1));
    }
}
