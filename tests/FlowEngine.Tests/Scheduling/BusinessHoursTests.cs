using System.Globalization;
using FlowEngine.Scheduling;

namespace FlowEngine.Tests.Scheduling;

public sealed class BusinessHoursTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-02T10:00", "2026-03-02T10:00")] // Monday, open
    [InlineData("2026-03-02T07:59", "2026-03-02T08:00")] // just before
    [InlineData("2026-03-02T16:00", "2026-03-03T08:00")] // closes at 17:00 in Berlin, which is 16:00 UTC
    [InlineData("2026-03-06T16:30", "2026-03-07T09:00")] // Friday evening, Saturday opens at 10:00
    [InlineData("2026-03-07T20:00", "2026-03-09T08:00")] // over Sunday
    [InlineData("2026-03-27T16:30", "2026-03-28T09:00")] // the day before the clocks change
    [InlineData("2026-03-28T20:00", "2026-03-30T07:00")] // an hour earlier in UTC from then on
    public void Waits_until_the_business_opens(string now, string expected) =>
        Assert.Equal(Utc(expected), new BusinessHours(Week, new HashSet<DateOnly>(), Berlin).NextOpen(Utc(now)));

    [Fact]
    public void A_holiday_is_closed_all_day()
    {
        var holidays = new HashSet<DateOnly> { new(2026, 3, 3), new(2026, 3, 4) };

        Assert.Equal(Utc("2026-03-05T08:00"), new BusinessHours(Week, holidays, Berlin).NextOpen(Utc("2026-03-02T20:00")));
    }

    [Fact]
    public void Hours_may_go_on_past_midnight()
    {
        var bar = new BusinessHours(OpeningHours.Read("sat", "22:00", "04:00")!, new HashSet<DateOnly>(), TimeZoneInfo.Utc);

        Assert.Equal(Utc("2026-03-08T03:59"), bar.NextOpen(Utc("2026-03-08T03:59")));
        Assert.Equal(Utc("2026-03-14T22:00"), bar.NextOpen(Utc("2026-03-08T04:00")));
    }

    [Fact]
    public void Two_spans_of_a_day_leave_a_break()
    {
        var hours = new BusinessHours(
            [.. OpeningHours.Read("mon", "14:00", "18:00")!, .. OpeningHours.Read("mon", "09:00", "12:00")!],
            new HashSet<DateOnly>(),
            TimeZoneInfo.Utc
        );

        Assert.Equal(Utc("2026-03-02T14:00"), hours.NextOpen(Utc("2026-03-02T12:30")));
        Assert.Equal(Utc("2026-03-02T09:00"), hours.NextOpen(Utc("2026-03-02T08:00")));
    }

    [Fact]
    public void A_business_without_hours_never_opens() =>
        Assert.Null(new BusinessHours([], new HashSet<DateOnly>(), Berlin).NextOpen(Utc("2026-03-02T12:30")));

    [Theory]
    [InlineData("", "09:00", "17:00")]
    [InlineData("mon-tue-wed", "09:00", "17:00")]
    [InlineData("someday", "09:00", "17:00")]
    [InlineData("mon", "9", "17:00")]
    [InlineData("mon", "24:00", "17:00")]
    [InlineData("mon", "09:00", "25:00")]
    public void Hours_that_make_no_sense_are_not_read(string days, string from, string to) =>
        Assert.Null(OpeningHours.Read(days, from, to));

    private static IReadOnlyList<OpeningHours> Week =>
        [.. OpeningHours.Read("mon-fri", "09:00", "17:00")!, .. OpeningHours.Read("sat", "10:00", "14:00")!];

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
