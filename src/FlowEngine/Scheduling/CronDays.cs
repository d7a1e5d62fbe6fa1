namespace FlowEngine.Scheduling;

/// <summary>Which days a cron notation means.</summary>
internal sealed class CronDays
{
    /// <summary>Bit n is the n-th day of the month.</summary>
    public ulong OfMonth { get; set; }

    /// <summary>Bit n is the day n days before the last of the month.</summary>
    public ulong FromEnd { get; set; }

    /// <summary>Bit n is the weekday n, Sunday is 0.</summary>
    public ulong OfWeek { get; set; }

    /// <summary>The n-th such weekday of the month; 0 is the last.</summary>
    public List<(DayOfWeek Day, int Number)> Numbered { get; } = [];

    /// <summary>False when every day of the month fits.</summary>
    public bool RestrictMonth { get; set; }

    /// <summary>False when every day of the week fits.</summary>
    public bool RestrictWeek { get; set; }

    public bool Contain(DateTime day) =>
        (RestrictMonth, RestrictWeek) switch
        {
            (true, true) => FitsMonth(day) || FitsWeek(day),
            (true, false) => FitsMonth(day),
            (false, true) => FitsWeek(day),
            _ => true,
        };

    private bool FitsMonth(DateTime day)
    {
        var beforeLast = DateTime.DaysInMonth(day.Year, day.Month) - day.Day;
        return (OfMonth >> day.Day & 1) != 0 || (FromEnd >> beforeLast & 1) != 0;
    }

    private bool FitsWeek(DateTime day)
    {
        if ((OfWeek >> (int)day.DayOfWeek & 1) != 0)
        {
            return true;
        }

        var number = (day.Day + 6) / 7;
        var isLast = day.Day + 7 > DateTime.DaysInMonth(day.Year, day.Month);
        foreach (var (weekday, wanted) in Numbered)
        {
            if (weekday == day.DayOfWeek && (wanted == number || (wanted == 0 && isLast)))
            {
                return true;
            }
        }

        return false;
    }
}
