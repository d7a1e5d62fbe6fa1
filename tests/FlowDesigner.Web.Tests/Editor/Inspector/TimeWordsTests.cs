using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector.Time;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Scheduling;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class TimeWordsTests
{
    [Theory]
    [InlineData("0 9 * * MON-FRI", "At 09:00, Monday to Friday")]
    [InlineData("30 8,17 * * *", "At 08:30 and 17:30, every day")]
    [InlineData("*/15 * * * *", "Every 15 minutes")]
    [InlineData("*/10 9-17 * * 1,3", "Every 10 minutes from 09:00 to 17:59, Monday and Wednesday")]
    [InlineData("5 * * * *", "Every hour, 5 minutes past")]
    [InlineData("0 */2 * * *", "Every 2 hours, on the hour")]
    [InlineData("0 9 L * *", "At 09:00, on the last day of the month")]
    [InlineData("0 9 1,15 * *", "At 09:00, on day 1 and day 15 of the month")]
    [InlineData("0 9 * * MON#1", "At 09:00, the first Monday of the month")]
    [InlineData("0 9 * * FRIL", "At 09:00, the last Friday of the month")]
    [InlineData("0 0 1 JAN-MAR *", "At 00:00, on day 1 of the month in January to March")]
    [InlineData("0 9 1 * MON", "At 09:00, on day 1 of the month, or Monday")]
    [InlineData("@weekly", "At 00:00, Sunday")]
    [InlineData("30 0 9 * * *", "At 09:00 and 30 seconds, every day")]
    public void Says_a_schedule_in_words(string cron, string words)
    {
        Assert.True(CronSchedule.TryParse(cron, out _, out _));
        Assert.Equal(words, CronWords.Of(cron, Speaking.English<EditorText>()));
    }

    [Theory]
    [InlineData("*/20 * * * *")]
    [InlineData("7 * * * *")]
    [InlineData("30 8 * * *")]
    [InlineData("30 8 * * MON-FRI")]
    [InlineData("0 22 * * SAT,SUN")]
    [InlineData("0 9 15 * *")]
    public void Reads_a_schedule_into_the_form_and_writes_it_the_same(string cron)
    {
        var plan = CronPlan.Of(cron);

        Assert.NotEqual(CronRhythm.Own, plan.Rhythm);
        Assert.Equal(cron, plan.Notation);
    }

    [Theory]
    [InlineData("0 9 L * *")]
    [InlineData("0 9 * JAN *")]
    [InlineData("0 9 1 * MON")]
    [InlineData("0 9 * *")]
    [InlineData("0 25 * * *")]
    public void Leaves_what_the_form_cannot_show_as_notation(string cron)
    {
        Assert.Equal(CronRhythm.Own, CronPlan.Of(cron).Rhythm);
    }

    [Theory]
    [InlineData("90 s", 90)]
    [InlineData("1 h 30 min", 5400)]
    [InlineData("2 days", 172800)]
    [InlineData("1,5 minutes", 90)]
    public void Reads_a_duration_with_units(string text, int seconds)
    {
        Assert.True(DurationText.TryRead(text, out var read));
        Assert.Equal(seconds, read);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("soon")]
    [InlineData("5 moths")]
    [InlineData("=vars.x")]
    public void Takes_nothing_else_for_a_duration(string text)
    {
        Assert.False(DurationText.TryRead(text, out _));
    }

    [Theory]
    [InlineData(5400, "1 hour 30 minutes")]
    [InlineData(86461, "1 day 1 minute 1 second")]
    [InlineData(0.5, "0.5 seconds")]
    [InlineData(0, "no time")]
    public void Says_a_duration(double seconds, string words)
    {
        Assert.Equal(words, DurationText.Words(seconds, Speaking.English<EditorText>()));
    }
}
