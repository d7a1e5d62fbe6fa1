using System.Globalization;
using FlowEngine.Scheduling;

namespace FlowEngine.Tests.Scheduling;

public sealed class CronScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("*/15 * * * *", "2026-03-02T09:07", "2026-03-02T09:15")]
    [InlineData("0 9 * * MON-FRI", "2026-03-06T09:00", "2026-03-09T09:00")]
    [InlineData("0 9 * * fri-mon", "2026-03-03T10:00", "2026-03-06T09:00")]
    [InlineData("30 8 1 * *", "2026-03-02T09:00", "2026-04-01T08:30")]
    [InlineData("0 0 L * *", "2028-02-02T09:00", "2028-02-29T00:00")]
    [InlineData("0 0 L-2 2 *", "2026-01-02T09:00", "2026-02-26T00:00")]
    [InlineData("0 0 L-29 APR *", "2026-03-02T09:00", "2026-04-01T00:00")]
    [InlineData("0 12 * * FRI#2", "2026-03-02T09:00", "2026-03-13T12:00")]
    [InlineData("0 12 * * FRIL", "2026-03-02T09:00", "2026-03-27T12:00")]
    [InlineData("0 12 * * 7", "2026-03-02T09:00", "2026-03-08T12:00")]
    [InlineData("0 0 29 2 *", "2026-03-02T09:00", "2028-02-29T00:00")]
    [InlineData("0 0 13 * FRI", "2026-03-02T09:00", "2026-03-06T00:00")]
    [InlineData("5 22-2/2 * * *", "2026-03-02T22:30", "2026-03-03T00:05")]
    [InlineData("10/20 * * * *", "2026-03-02T09:11", "2026-03-02T09:30")]
    [InlineData("0 0 1 JAN,JUL ?", "2026-03-02T09:00", "2026-07-01T00:00")]
    [InlineData("@monthly", "2026-03-02T09:00", "2026-04-01T00:00")]
    [InlineData("30 0 9 * * *", "2026-03-02T09:00:29", "2026-03-02T09:00:30")]
    public void Finds_the_next_time(string cron, string after, string expected) =>
        Assert.Equal(Utc(expected), Parse(cron).NextAfter(Utc(after), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("", "has 0")]
    [InlineData("* * * *", "has 4")]
    [InlineData("60 * * * *", "minute 60 is out of range")]
    [InlineData("* 24 * * *", "hour 24 is out of range")]
    [InlineData("* * 0 * *", "day of month 0 is out of range")]
    [InlineData("* * * 13 *", "month 13 is out of range")]
    [InlineData("* * * * 8", "day of week 8 is out of range")]
    [InlineData("*/0 * * * *", "\"*/0\" is no minute")]
    [InlineData("a * * * *", "\"a\" is no minute")]
    [InlineData("1-2-3 * * * *", "\"1-2-3\" is no minute")]
    [InlineData("-1 * * * *", "\"\" is no minute")]
    [InlineData("* * * * FRI#6", "\"6\" is no number of a weekday")]
    [InlineData("* * L-31 * *", "\"31\" is no number of days")]
    [InlineData("0 0 31 2 *", "No day of the calendar")]
    public void Says_what_is_wrong_with_a_notation(string cron, string words)
    {
        Assert.False(CronSchedule.TryParse(cron, out _, out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_daylight_saving_skips_comes_right_after_the_gap()
    {
        // Berlin goes from 02:00 to 03:00 on 29 March 2026, which is 01:00 UTC.
        var times = Parse("30 2 * * *").Next(Utc("2026-03-28T00:00"), Berlin, 3);

        Assert.Equal([Utc("2026-03-28T01:30"), Utc("2026-03-29T01:00"), Utc("2026-03-30T00:30")], times);
    }

    [Fact]
    public void Several_times_in_one_gap_come_once()
    {
        var times = Parse("*/20 2-3 * * *").Next(Utc("2026-03-29T00:00"), Berlin, 2);

        Assert.Equal([Utc("2026-03-29T01:00"), Utc("2026-03-29T01:20")], times);
    }

    [Fact]
    public void A_time_that_comes_twice_counts_the_first_time()
    {
        // Berlin goes from 03:00 back to 02:00 on 25 October 2026, which is 01:00 UTC.
        var times = Parse("30 2 * * *").Next(Utc("2026-10-24T12:00"), Berlin, 2);

        Assert.Equal([Utc("2026-10-25T00:30"), Utc("2026-10-26T01:30")], times);
    }

    [Fact]
    public void A_day_that_a_country_skips_has_its_times_at_the_next_midnight()
    {
        // Samoa had no 30 December 2011.
        var apia = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia");

        var times = Parse("0 12 * * *").Next(Utc("2011-12-29T12:00"), apia, 3);

        Assert.Equal([Utc("2011-12-29T22:00"), Utc("2011-12-30T10:00"), Utc("2011-12-30T22:00")], times);
    }

    [Fact]
    public void Ends_with_the_calendar()
    {
        Assert.Null(Parse("* * * * *").NextAfter(DateTimeOffset.MaxValue, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/Sao_Paulo")]
    public void Agrees_with_a_walk_over_every_minute(string zoneId)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var random = new Random(20260302);
        for (var round = 0; round < 60; round++)
        {
            var guess = CronGuess.Make(random);
            // Sao Paulo had its last changes in 2018 and 2019; the others change every year.
            var from = Utc("2018-02-10T00:00").AddDays(random.Next(0, 700)).AddMinutes(random.Next(0, 1440));
            var expected = guess.Walk(from, zone, days: 12);

            var actual = new List<DateTimeOffset>();
            for (var at = from; Parse(guess.Text).NextAfter(at, zone) is { } next && next < from.AddDays(12); at = next)
            {
                actual.Add(next);
            }

            Assert.True(expected.SequenceEqual(actual), $"{guess.Text} in {zoneId} from {from:O}");
        }
    }

    private static CronSchedule Parse(string cron) =>
        CronSchedule.TryParse(cron, out var schedule, out var problem)
            ? schedule
            : throw new FormatException($"{cron}: {problem}");

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
