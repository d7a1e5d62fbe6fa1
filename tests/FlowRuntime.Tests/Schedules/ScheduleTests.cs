using FlowRuntime.Schedules;
using FlowRuntime.Tests.Running;
using TestKit;

namespace FlowRuntime.Tests.Schedules;

public sealed class ScheduleTests
{
    private const string OpenSchedules = "SELECT COUNT(*) FROM Schedules";

    [Fact]
    public async Task Starts_a_run_at_each_due_time_of_the_bots_clock()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Daily("30 10 * * *"), "Europe/Berlin");
        await studio.WhenScalarAsync(OpenSchedules, 1);

        studio.Time.Advance(TimeSpan.FromMinutes(29)); // 09:29 UTC is 10:29 in Berlin
        await studio.OpenAsync("other", "shop");
        studio.Time.Advance(TimeSpan.FromMinutes(1));
        await studio.WhenCompletedAsync("shop", 1);
        studio.Time.Advance(TimeSpan.FromDays(1));
        await studio.WhenCompletedAsync("shop", 2);

        Assert.Equal(["2026-03-02T09:30:00Z 0", "2026-03-03T09:30:00Z 0"], await studio.HeadlessWordsAsync("shop"));
    }

    [Fact]
    public async Task A_run_without_a_chat_is_no_chat_in_the_lists_and_is_closed_at_its_end()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Daily("0 12 * * *"));
        await studio.WhenScalarAsync(OpenSchedules, 1);

        studio.Time.Advance(TimeSpan.FromHours(3));
        var run = Assert.Single(await studio.WhenCompletedAsync("shop", 1));

        Assert.Empty(await studio.Conversations.ListAsync(new([]), RunningStudio.Token));
        Assert.Equal(
            FlowRuntime.Conversations.ConversationOwner.Closed,
            (await studio.Conversations.FindAsync(run.ConversationId, RunningStudio.Token))!.Owner
        );
    }

    [Fact]
    public async Task A_run_without_a_chat_that_is_handed_over_is_in_the_list_of_the_agents()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync(
            "shop",
            """
            { "on": { "type": "trigger.schedule", "config": { "cron": "0 12 * * *" }, "links": { "next": "agent" } },
              "agent": { "type": "handoff", "config": { "reason": "stock is low" } } }
            """
        );
        await studio.WhenScalarAsync(OpenSchedules, 1);

        studio.Time.Advance(TimeSpan.FromHours(3));
        await studio.WhenCompletedAsync("shop", 1);

        var waiting = Assert.Single(
            await studio.Conversations.ListAsync(
                new([FlowRuntime.Conversations.ConversationOwner.Queued]),
                RunningStudio.Token
            )
        );
        Assert.Equal("stock is low", waiting.HandoffReason);
    }

    [Theory]
    [InlineData("skip", new string[0])]
    [InlineData("once", new[] { "2026-03-02T14:00:00Z 4" })]
    [InlineData(
        "all",
        new[]
        {
            "2026-03-02T10:00:00Z 0",
            "2026-03-02T11:00:00Z 0",
            "2026-03-02T12:00:00Z 0",
            "2026-03-02T13:00:00Z 0",
            "2026-03-02T14:00:00Z 0",
        }
    )]
    public async Task Times_that_passed_while_nothing_ran_are_treated_as_the_author_says(string missed, string[] expected)
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var clock = new ManualTimeProvider();
        await using (var first = await RunningStudio.StartAsync(folder, clock))
        {
            await first.PublishAsync("shop", Daily("0 * * * *", missed));
            await first.WhenScalarAsync(OpenSchedules, 1);
        }

        clock.Advance(TimeSpan.FromHours(5.5));
        await using (var second = await RunningStudio.StartAsync(folder, clock))
        {
            await second.WhenScalarAsync("SELECT COUNT(*) FROM Schedules WHERE LastAt IS NOT NULL", 1);
            await second.WhenCompletedAsync("shop", expected.Length);
            clock.Advance(TimeSpan.FromMinutes(30)); // the next one comes on time, whatever was missed
            await second.WhenCompletedAsync("shop", expected.Length + 1);

            // What is due at the same moment runs beside each other.
            Assert.Equal([.. expected, "2026-03-02T15:00:00Z 0"], (await second.HeadlessWordsAsync("shop")).Order(StringComparer.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Follows_the_live_version_when_it_is_replaced_rolled_back_or_taken_offline()
    {
        await using var studio = await RunningStudio.StartAsync();
        var first = await studio.PublishAsync("shop", Daily("0 12 * * *"));
        await studio.WhenAsync(() => Task.FromResult((string?)studio.Scalar("SELECT Cron FROM Schedules") == "0 12 * * *"), "version 1");

        await studio.PublishAsync("shop", Daily("0 13 * * *"));
        await studio.WhenAsync(() => Task.FromResult((string?)studio.Scalar("SELECT Cron FROM Schedules") == "0 13 * * *"), "version 2");
        Assert.True(await studio.Library.SetLiveAsync("shop", first, "test", RunningStudio.Token));
        await studio.WhenAsync(() => Task.FromResult((string?)studio.Scalar("SELECT Cron FROM Schedules") == "0 12 * * *"), "rollback");
        Assert.True(await studio.Library.SetLiveAsync("shop", null, "test", RunningStudio.Token));
        await studio.WhenScalarAsync(OpenSchedules, 0);

        Assert.False(await studio.Library.SetLiveAsync("shop", 99, "test", RunningStudio.Token));
        Assert.Empty(await studio.RunsAsync("shop"));
    }

    [Fact]
    public void A_long_time_without_a_process_owes_at_most_a_hundred_runs()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var due = new DueSchedule("b", "f", "n", "* * * * *", "UTC", "all", start);

        var owed = DueTimes.Of(due, start.AddDays(200));

        Assert.Equal(100, owed.Runs.Count);
        Assert.Equal(start.AddDays(200), owed.Runs[^1].At);
        Assert.Equal(start.AddDays(200).AddMinutes(1), owed.Next);
        Assert.True(owed.Runs[0].Missed > 90_000);
    }

    private static string Daily(string cron, string missed = "once") =>
        $$$"""
        { "on": { "type": "trigger.schedule", "config": { "cron": "{{{cron}}}", "missed": "{{{missed}}}" }, "links": { "next": "tell" } },
          "tell": { "type": "say", "config": { "text": "{{ event.due }} {{ event.missed }}" } } }
        """;
}
