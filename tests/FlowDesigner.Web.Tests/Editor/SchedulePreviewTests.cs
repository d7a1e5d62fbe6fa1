using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Tests.Wording;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class SchedulePreviewTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();

    public SchedulePreviewTests() =>
        // Wednesday before the clocks of Berlin go forward.
        Services.AddSingleton<TimeProvider>(new ManualTimeProvider(new DateTimeOffset(2026, 3, 25, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Tells_the_next_five_times_by_the_clock_of_the_trigger_over_daylight_saving()
    {
        var form = Open("""{ "cron": "0 9 * * *", "timeZone": "Europe/Berlin" }""");

        Assert.Equal(
            [
                "Thursday, 26 March 2026, 09:00 (UTC+01:00)",
                "Friday, 27 March 2026, 09:00 (UTC+01:00)",
                "Saturday, 28 March 2026, 09:00 (UTC+01:00)",
                "Sunday, 29 March 2026, 09:00 (UTC+02:00)",
                "Monday, 30 March 2026, 09:00 (UTC+02:00)",
            ],
            Times(form)
        );
        Assert.Equal("2026-03-29T09:00:00+02:00", form.FindAll("time")[3].GetAttribute("datetime"));
        Assert.Contains("Europe/Berlin", form.Find("section[aria-labelledby=next-times] .help").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_zone_of_the_bot_where_the_trigger_names_none()
    {
        var form = Open("""{ "cron": "0 9 * * MON-FRI" }""");

        Assert.Equal("Thursday, 26 March 2026, 09:00 (UTC+00:00)", Times(form)[0]);
        Assert.Contains("UTC, the bot’s time zone", form.Find("section[aria-labelledby=next-times]").TextContent, StringComparison.Ordinal);

        await form.InvokeAsync(() => _state.ChangeBot(Sample.Bot with { TimeZone = "Asia/Tokyo" }));

        await form.WaitForAssertionAsync(() => Assert.Equal("Thursday, 26 March 2026, 09:00 (UTC+09:00)", Times(form)[0]));
    }

    [Fact]
    public void Waits_until_the_field_is_left_and_then_tells_what_is_wrong()
    {
        var form = Open("""{ "cron": "0 9 * * *" }""");
        form.Find("#setting-cron").Change("Own");
        var before = Times(form);

        form.Find("#setting-cron-own").Input("0 9 *");

        Assert.Equal(before, Times(form));

        form.Find("#setting-cron-own").Change("0 9 *");

        Assert.Empty(Times(form));
        Assert.NotEmpty(form.Find("section[aria-labelledby=next-times] .bad").TextContent.Trim());

        form.Find("#setting-cron-own").Input("0 10 * * *");
        form.Find("#setting-cron-own").Change("0 10 * * *");

        Assert.Equal("Thursday, 26 March 2026, 10:00 (UTC+00:00)", Times(form)[0]);
    }

    [Fact]
    public async Task Follows_an_undone_change()
    {
        var form = Open("""{ "cron": "0 9 * * *" }""");
        await form.Find("#setting-cron").ChangeAsync(new() { Value = "Own" });
        await form.Find("#setting-cron-own").InputAsync(new() { Value = "30 15 * * *" });
        await form.Find("#setting-cron-own").ChangeAsync(new() { Value = "30 15 * * *" });
        Assert.Equal("Wednesday, 25 March 2026, 15:30 (UTC+00:00)", Times(form)[0]);

        await form.InvokeAsync(_state.Undo);

        await form.WaitForAssertionAsync(() => Assert.Equal("Thursday, 26 March 2026, 09:00 (UTC+00:00)", Times(form)[0]));
    }

    [Fact]
    public void Names_a_zone_that_does_not_exist()
    {
        var form = Open("""{ "cron": "0 9 * * *", "timeZone": "Europe/Brelin" }""");

        Assert.Contains("no time zone Europe/Brelin", form.Find("section[aria-labelledby=next-times] .bad").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<NodeInspector> Open(string config)
    {
        var add = new AddNode("daily", new FlowEngine.Definition.FlowNode("trigger.schedule", 1, null, Sample.Json(config), new Dictionary<string, string>()), new(0, 0), "a trigger");
        Assert.True(_state.Do(add));
        _state.Select(["daily"]);
        return EditorParts.Draw<NodeInspector>(this, _state, p => p.Add(i => i.NodeId, "daily"));
    }

    private static List<string> Times(IRenderedComponent<NodeInspector> form) => [.. form.FindAll("time").Select(t => t.TextContent)];
}
