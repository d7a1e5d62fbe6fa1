using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace FlowEngine.Scheduling;

/// <summary>
/// A recurring time in cron notation: <c>minute hour day-of-month month day-of-week</c>, with seconds in front where there
/// are six fields. Takes <c>*</c>, <c>?</c>, lists, ranges (also over the end, such as <c>FRI-MON</c>), steps, English
/// names, <c>L</c> and <c>L-3</c> (last day of the month), <c>FRI#2</c> (second Friday), <c>FRIL</c> (last Friday), and
/// <c>@hourly</c>, <c>@daily</c>, <c>@weekly</c>, <c>@monthly</c>, <c>@yearly</c>. Where day of month and day of week are
/// both restricted, a day that fits either one counts, as in cron(8). Immutable, thread-safe.
/// </summary>
public sealed class CronSchedule
{
    /// <summary>29 February is at most so far away (1896 to 1904).</summary>
    private const int MostYears = 9;

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _months;
    private readonly CronDays _days;

    internal CronSchedule(string text, ulong seconds, ulong minutes, ulong hours, ulong months, CronDays days)
    {
        Text = text;
        (_seconds, _minutes, _hours, _months, _days) = (seconds, minutes, hours, months, days);
    }

    /// <summary>The notation, as it was given.</summary>
    public string Text { get; }

    /// <summary>Reads cron notation.</summary>
    /// <param name="text">Such as <c>0 9 * * MON-FRI</c>.</param>
    /// <param name="schedule">The schedule; null where it cannot be read.</param>
    /// <param name="problem">What is wrong and what to write instead; null where nothing is.</param>
    /// <returns>True when it can be read and comes at least once.</returns>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out CronSchedule? schedule,
        [NotNullWhen(false)] out string? problem
    ) => CronReader.TryRead(text, out schedule, out problem);

    /// <summary>
    /// The next time after an instant. A time that daylight saving skips comes once, right after the gap; an hour that
    /// comes twice counts once, the first time.
    /// </summary>
    /// <param name="after">The instant; a time that is due at it does not count.</param>
    /// <param name="zone">Zone whose clock the notation means.</param>
    /// <returns>The instant, in UTC, at a whole second; null when there is none before the calendar ends.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset after, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (after.Year > DateTime.MaxValue.Year - MostYears - 1)
        {
            return null;
        }

        var shown = WallClock.At(after, zone);
        var local = NextLocal(shown.AddTicks(-(shown.Ticks % TimeSpan.TicksPerSecond)));
        while (local is { } candidate)
        {
            var instant = WallClock.ToUtc(candidate, zone);
            if (instant > after)
            {
                return instant;
            }

            local = NextLocal(candidate.AddSeconds(1));
        }

        return null;
    }

    /// <summary>The next times after an instant, for showing them.</summary>
    /// <param name="after">The instant.</param>
    /// <param name="zone">Zone whose clock the notation means.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>The instants in order, in UTC.</returns>
    public IReadOnlyList<DateTimeOffset> Next(DateTimeOffset after, TimeZoneInfo zone, int count)
    {
        var times = new List<DateTimeOffset>(count);
        while (times.Count < count && NextAfter(after, zone) is { } next)
        {
            times.Add(next);
            after = next;
        }

        return times;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The first fitting time of a clock that never jumps, from a time on, which counts itself.</summary>
    internal DateTime? NextLocal(DateTime from)
    {
        var last = from.Date.AddYears(MostYears);
        var earliest = from.TimeOfDay;
        for (var day = from.Date; day <= last; day = day.AddDays(1), earliest = TimeSpan.Zero)
        {
            if ((_months >> day.Month & 1) == 0)
            {
                day = day.AddDays(DateTime.DaysInMonth(day.Year, day.Month) - day.Day);
            }
            else if (_days.Contain(day) && NextTime(earliest) is { } time)
            {
                return day + time;
            }
        }

        return null;
    }

    private TimeSpan? NextTime(TimeSpan earliest)
    {
        for (var hour = Following(_hours, earliest.Hours); hour < 24; hour = Following(_hours, hour + 1))
        {
            var isFirstHour = hour == earliest.Hours;
            for (
                var minute = Following(_minutes, isFirstHour ? earliest.Minutes : 0);
                minute < 60;
                minute = Following(_minutes, minute + 1)
            )
            {
                var isFirstMinute = isFirstHour && minute == earliest.Minutes;
                var second = Following(_seconds, isFirstMinute ? earliest.Seconds : 0);
                if (second < 60)
                {
                    return new TimeSpan(hour, minute, second);
                }
            }
        }

        return null;
    }

    /// <summary>The lowest number of a set that is not below another; 64 or more when there is none.</summary>
    private static int Following(ulong set, int from) =>
        from > 63 ? 64 : BitOperations.TrailingZeroCount(set >> from << from);
}
