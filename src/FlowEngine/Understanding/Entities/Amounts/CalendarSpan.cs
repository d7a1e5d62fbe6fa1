using System.Globalization;
using System.Text;
using FlowEngine.Understanding.Entities.Locales;

namespace FlowEngine.Understanding.Entities.Amounts;

/// <summary>A length of time as it was said: 24 months stay 24 months. Immutable.</summary>
internal readonly record struct CalendarSpan(int Years, int Months, int Weeks, int Days, int Hours, int Minutes, int Seconds)
{
    private const decimal Most = 100_000;

    /// <summary>True when all of it is days or longer.</summary>
    public bool IsOfDays => Hours == 0 && Minutes == 0 && Seconds == 0;

    /// <summary>Adds an amount of a unit; fractions become smaller units: 1.5 hours are 1 hour and 30 minutes.</summary>
    public bool TryAdd(decimal amount, DurationUnit unit, out CalendarSpan sum)
    {
        sum = this;
        if (amount is < 0 or > Most)
        {
            return false;
        }

        var (whole, rest) = ((int)amount, amount - (int)amount);
        sum = unit switch
        {
            DurationUnit.Year => this with { Years = Years + whole, Months = Months + (int)Math.Round(rest * 12) },
            DurationUnit.Month => this with { Months = Months + whole, Days = Days + (int)Math.Round(rest * 30) },
            DurationUnit.Week => Hourly(this with { Weeks = Weeks + whole }, rest * 7 * 24),
            DurationUnit.Day => Hourly(this with { Days = Days + whole }, rest * 24),
            DurationUnit.Hour => this with { Hours = Hours + whole, Minutes = Minutes + (int)Math.Round(rest * 60) },
            DurationUnit.Minute => this with { Minutes = Minutes + whole, Seconds = Seconds + (int)Math.Round(rest * 60) },
            _ => this with { Seconds = Seconds + whole },
        };
        return true;
    }

    /// <summary>The time as far away as this is long; null beyond the calendar.</summary>
    public DateTime? From(DateTime time, int direction)
    {
        try
        {
            return time.AddYears(direction * Years)
                .AddMonths(direction * Months)
                .AddDays(direction * ((7 * Weeks) + Days))
                .AddHours(direction * Hours)
                .AddMinutes(direction * Minutes)
                .AddSeconds(direction * Seconds);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>ISO 8601, for example <c>P3W</c> and <c>PT1H30M</c>; weeks beside other units become days.</summary>
    public override string ToString()
    {
        var isWeeksOnly = Weeks > 0 && this == new CalendarSpan(0, 0, Weeks, 0, 0, 0, 0);
        var text = new StringBuilder("P");
        Append(Years, 'Y');
        Append(Months, 'M');
        Append(isWeeksOnly ? Weeks : 0, 'W');
        Append(isWeeksOnly ? 0 : (7 * Weeks) + Days, 'D');
        if (!IsOfDays)
        {
            text.Append('T');
            Append(Hours, 'H');
            Append(Minutes, 'M');
            Append(Seconds, 'S');
        }

        return text.Length > 1 ? text.ToString() : "PT0S";

        void Append(int amount, char unit)
        {
            if (amount > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{amount}{unit}");
            }
        }
    }

    private static CalendarSpan Hourly(CalendarSpan span, decimal hours) =>
        span with { Days = span.Days + (int)(hours / 24), Hours = span.Hours + (int)Math.Round(hours % 24) };
}
