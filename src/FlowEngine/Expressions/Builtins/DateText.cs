using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Dates as text, read and written as Node does, in English whatever the culture of the thread.</summary>
internal static partial class DateText
{
    private static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    private static readonly string[] Months =
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];

    /// <summary>Reads a date; NaN when it is none. ISO dates without a time are UTC, everything else without a zone is local.</summary>
    public static double Parse(string text, TimeZoneInfo zone)
    {
        var trimmed = text.Trim();
        if (Iso().Match(trimmed) is { Success: true } iso)
        {
            return ParseIso(iso, zone);
        }

        // Two digits at least and no more than a line: .NET would take "1" for a day of this month.
        return trimmed.Length is > 4 and < 100
            && DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && trimmed.Any(char.IsAsciiDigit)
            && Year().IsMatch(trimmed)
            ? HasZone().IsMatch(trimmed)
                ? (date.UtcDateTime - DateTime.UnixEpoch).TotalMilliseconds
                : DateMath.ToUtc((date.DateTime - DateTime.UnixEpoch).TotalMilliseconds, zone)
            : double.NaN;
    }

    public static string Iso(double time)
    {
        var p = DateMath.Split(time);
        var year = p.Year is >= 0 and <= 9999
            ? p.Year.ToString("0000", CultureInfo.InvariantCulture)
            : p.Year.ToString("+000000;-000000", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{year}-{p.Month + 1:00}-{p.Day:00}T{p.Hour:00}:{p.Minute:00}:{p.Second:00}.{p.Millisecond:000}Z"
        );
    }

    public static string Utc(double time)
    {
        var p = DateMath.Split(time);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Weekdays[p.Weekday]}, {p.Day:00} {Months[p.Month]} {p.Year:0000} {p.Hour:00}:{p.Minute:00}:{p.Second:00} GMT"
        );
    }

    public static string LocalDate(double time, TimeZoneInfo zone)
    {
        var p = DateMath.Split(DateMath.ToLocal(time, zone));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Weekdays[p.Weekday]} {Months[p.Month]} {p.Day:00} {p.Year:0000}"
        );
    }

    public static string LocalTime(double time, TimeZoneInfo zone)
    {
        var p = DateMath.Split(DateMath.ToLocal(time, zone));
        var offset = (int)(DateMath.Offset(time, zone) / 60_000);
        var sign = offset < 0 ? '-' : '+';
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{p.Hour:00}:{p.Minute:00}:{p.Second:00} GMT{sign}{Math.Abs(offset) / 60:00}{Math.Abs(offset) % 60:00} ({NameOf(zone, time)})"
        );
    }

    /// <summary>English name of the zone at a time, for example "Eastern Standard Time".</summary>
    private static string NameOf(TimeZoneInfo zone, double time)
    {
        // .NET takes the names from the language of the thread.
        var language = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
            return zone.IsDaylightSavingTime(DateMath.ToDateTime(time, DateTimeKind.Utc)) ? zone.DaylightName : zone.StandardName;
        }
        finally
        {
            CultureInfo.CurrentUICulture = language;
        }
    }

    private static double ParseIso(Match match, TimeZoneInfo zone)
    {
        var (year, month, day) = (Number(match, "year", 0), Number(match, "month", 1), Number(match, "day", 1));
        var (hour, minute, second) = (Number(match, "hour", 0), Number(match, "minute", 0), Number(match, "second", 0));
        var isEndOfDay = hour == 24 && minute == 0 && second == 0;
        if (
            match.Groups["year"].Value == "-000000"
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(2000 + (int)(((year % 400) + 400) % 400), month)
            || (hour > 23 && !isEndOfDay)
            || minute > 59
            || second > 59
        )
        {
            return double.NaN;
        }

        var fraction = match.Groups["fraction"].Success ? (match.Groups["fraction"].Value + "00")[..3] : "0";
        var milliseconds = int.Parse(fraction, CultureInfo.InvariantCulture);
        var time = DateMath.Make(year, month - 1, day, hour, minute, second, milliseconds);
        var offset = match.Groups["zone"].Value;
        if (offset.Length == 0)
        {
            return match.Groups["hour"].Success ? DateMath.Clip(DateMath.ToUtc(time, zone)) : DateMath.Clip(time);
        }

        if (offset == "Z")
        {
            return DateMath.Clip(time);
        }

        var digits = offset.Replace(":", string.Empty, StringComparison.Ordinal);
        var minutes = (int.Parse(digits.AsSpan(1, 2), CultureInfo.InvariantCulture) * 60) + int.Parse(digits.AsSpan(3, 2), CultureInfo.InvariantCulture);
        return DateMath.Clip(time - ((digits[0] == '-' ? -minutes : minutes) * 60_000));
    }

    private static int Number(Match match, string group, int whenAbsent) =>
        match.Groups[group].Success
            ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : whenAbsent;

    [GeneratedRegex(
        @"^(?<year>[+-][0-9]{6}|[0-9]{4})(?:-(?<month>[0-9]{2})(?:-(?<day>[0-9]{2}))?)?(?:[T ](?<hour>[0-9]{2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Iso();

    [GeneratedRegex(@"(GMT|UTC|Z|[+-][0-9]{2}:?[0-9]{2})\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HasZone();

    [GeneratedRegex(@"[0-9]{4}|/[0-9]{2}(\D|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
