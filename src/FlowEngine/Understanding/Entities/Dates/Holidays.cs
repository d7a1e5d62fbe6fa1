using System.Globalization;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Days that come every year.</summary>
internal static class Holidays
{
    /// <summary>The day in a year.</summary>
    /// <param name="rule"><c>12-25</c>, or <c>11-4#4</c> for the fourth Thursday of November.</param>
    /// <param name="year">The year.</param>
    public static DateOnly Of(string rule, int year)
    {
        var month = int.Parse(rule.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var count = rule.IndexOf('#', StringComparison.Ordinal);
        if (count < 0)
        {
            return new DateOnly(year, month, int.Parse(rule.AsSpan(3), CultureInfo.InvariantCulture));
        }

        var weekday = int.Parse(rule.AsSpan(3, count - 3), CultureInfo.InvariantCulture);
        var first = Calendar.Coming(weekday, new DateOnly(year, month, 1).AddDays(-1));
        return first.AddDays(7 * (int.Parse(rule.AsSpan(count + 1), CultureInfo.InvariantCulture) - 1));
    }
}
