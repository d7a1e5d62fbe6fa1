using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Understanding;

/// <summary>
/// Dates: 2026-12-24, 24.12.2026, 12/24/2026 by the order of the language, today, tomorrow, yesterday and weekdays (the
/// next one, never today) in English and German. The value is an ISO date in the context's zone.
/// </summary>
internal sealed partial class DateExtractor : EntityExtractor
{
    private static readonly Dictionary<string, int> RelativeDays = new(StringComparer.OrdinalIgnoreCase)
    {
        ["today"] = 0,
        ["heute"] = 0,
        ["tomorrow"] = 1,
        ["morgen"] = 1,
        ["yesterday"] = -1,
        ["gestern"] = -1,
        ["übermorgen"] = 2,
        ["vorgestern"] = -2,
    };

    private static readonly Dictionary<string, DayOfWeek> Weekdays = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sunday"] = DayOfWeek.Sunday,
        ["sonntag"] = DayOfWeek.Sunday,
        ["monday"] = DayOfWeek.Monday,
        ["montag"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday,
        ["dienstag"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday,
        ["mittwoch"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday,
        ["donnerstag"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday,
        ["freitag"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday,
        ["samstag"] = DayOfWeek.Saturday,
        ["sonnabend"] = DayOfWeek.Saturday,
    };

    public override IEnumerable<FoundValue> Find(string text, UnderstandingContext context)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(context.Now, context.Zone).DateTime);
        foreach (Match match in Dates().Matches(text))
        {
            var date = match.Groups["word"].Success ? ReadWord(match.Value, today) : ReadNumbers(match, context.Language);
            if (date is { } found)
            {
                var value = found.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                yield return new FoundValue(match.Index, match.Length, JsonSerializer.SerializeToElement(value));
            }
        }
    }

    private static DateOnly? ReadWord(string word, DateOnly today)
    {
        if (RelativeDays.TryGetValue(word, out var days))
        {
            return today.AddDays(days);
        }

        if (!Weekdays.TryGetValue(word, out var weekday))
        {
            return null;
        }

        var ahead = (weekday - today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }

    private static DateOnly? ReadNumbers(Match match, string language)
    {
        if (match.Groups["iso"].Success)
        {
            return Make(Part(match, "y"), Part(match, "m"), Part(match, "d"));
        }

        var (first, second, year) = (Part(match, "a"), Part(match, "b"), Part(match, "c"));
        year = year < 100 ? 2000 + year : year;
        // Points always mean day first; a slash follows the language, unless only one reading exists.
        var isMonthFirst = match.Groups["mark"].Value == "/" && Languages.PutsMonthFirst(language);
        return isMonthFirst ? Make(year, first, second) ?? Make(year, second, first) : Make(year, second, first) ?? Slashed();

        DateOnly? Slashed() => match.Groups["mark"].Value == "/" ? Make(year, first, second) : null;
    }

    private static int Part(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static DateOnly? Make(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}./-])(?:(?<iso>(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2}))|(?<a>[0-9]{1,2})(?<mark>[./])(?<b>[0-9]{1,2})\k<mark>(?<c>[0-9]{4}|[0-9]{2})|(?<word>\p{L}{5,10}))(?![\p{L}\p{N}]|[./-][\p{L}\p{N}])",
        RegexOptions.CultureInvariant,
        250
    )]
    private static partial Regex Dates();
}
