using FlowEngine.Nodes.TriggerSchedule;
using FlowEngine.Scheduling;

namespace FlowRuntime.Schedules;

/// <summary>Which runs a schedule owes at a moment.</summary>
/// <param name="Runs">Due times that get a run, in order, each with the number of those before it that get none.</param>
/// <param name="Last">The latest due time that is dealt with now.</param>
/// <param name="Next">The next one; null when the calendar has no more.</param>
internal sealed record DueTimes(IReadOnlyList<(DateTimeOffset At, int Missed)> Runs, DateTimeOffset Last, DateTimeOffset? Next)
{
    /// <summary>A time that is not older was not missed: the loop was busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Most due times that are looked at one by one; of more than these only the last hour is.</summary>
    private const int MostLookedAt = 100_000;

    /// <summary>Works out what a schedule owes.</summary>
    public static DueTimes Of(DueSchedule due, DateTimeOffset now)
    {
        var (cron, zone) = Read(due.Cron, due.TimeZone);
        var times = new Queue<DateTimeOffset>();
        var passed = 0;
        DateTimeOffset? next = due.DueAt;
        while (next is { } at && at <= now)
        {
            if (++passed == MostLookedAt && cron?.NextAfter(now.AddHours(-1), zone) is { } later && later > at && later <= now)
            {
                at = later;
            }

            times.Enqueue(at);
            if (times.Count > TriggerScheduleNode.MostMissedRuns)
            {
                times.Dequeue();
            }

            next = cron?.NextAfter(at, zone);
        }

        return new DueTimes(Choose(due.Missed, [.. times], passed, now), times.Last(), next);
    }

    /// <summary>The next due time of a schedule after an instant.</summary>
    public static DateTimeOffset? NextAfter(string cron, string zoneId, DateTimeOffset after)
    {
        var (schedule, zone) = Read(cron, zoneId);
        return schedule?.NextAfter(after, zone);
    }

    /// <summary>Publishing has refused what cannot be read here.</summary>
    private static (CronSchedule? Cron, TimeZoneInfo Zone) Read(string cron, string zoneId) =>
        (
            CronSchedule.TryParse(cron, out var schedule, out _) ? schedule : null,
            TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone) ? zone : TimeZoneInfo.Utc
        );

    private static List<(DateTimeOffset At, int Missed)> Choose(
        string policy,
        IReadOnlyList<DateTimeOffset> latest,
        int passed,
        DateTimeOffset now
    ) =>
        policy switch
        {
            TriggerScheduleNode.All => [.. latest.Select((at, i) => (at, i == 0 ? passed - latest.Count : 0))],
            TriggerScheduleNode.Skip when now - latest[^1] > Grace => [],
            _ => [(latest[^1], passed - 1)],
        };
}
