using System.Globalization;
using System.Text.Json;
using FlowEngine.Running;
using FlowEngine.Scheduling;

namespace FlowEngine.Nodes.Wait;

internal sealed class WaitExecutor : INodeExecutor<WaitConfig>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(WaitNode.MaximumDays);

    public ValueTask<NodeResult> ExecuteAsync(WaitConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(context.Resumed is null ? Enter(config, context) : Done(context.Now));

    private static NodeResult Enter(WaitConfig config, NodeContext context)
    {
        var now = context.Now;
        DateTimeOffset due;
        switch (config.Until)
        {
            case WaitNode.TimeOfDay:
                due = NextTimeOfDay(config, ZoneOf(config, context), now);
                break;
            case WaitNode.Moment:
                // The validator has read it.
                Moment.TryRead(config.At, ZoneOf(config, context), out due);
                break;
            case WaitNode.BusinessHours when NextOpen(config, context) is { } opening:
                due = opening;
                break;
            case WaitNode.BusinessHours:
                return Fail("wait.closed", "The business does not open within the next 366 days.");
            default:
                var seconds = config.Amount * SecondsOf(config.Unit);
                if (seconds > Longest.TotalSeconds)
                {
                    return TooLong();
                }

                due = now + TimeSpan.FromSeconds(seconds);
                break;
        }

        return due <= now ? Done(now)
            : due - now > Longest ? TooLong()
            : new NodeResult.Suspended(Bookmark.Until(due));
    }

    private static DateTimeOffset NextTimeOfDay(WaitConfig config, TimeZoneInfo zone, DateTimeOffset now)
    {
        TimeOfDay.TryRead(config.At, out var time); // the validator has read it
        var today = WallClock.At(now, zone).Date;
        var due = WallClock.ToUtc(today + time.ToTimeSpan(), zone);
        return due > now ? due : WallClock.ToUtc(today.AddDays(1) + time.ToTimeSpan(), zone);
    }

    private static DateTimeOffset? NextOpen(WaitConfig config, NodeContext context)
    {
        var zone = string.IsNullOrEmpty(config.TimeZone) ? context.Reading.Zone : ZoneOf(config, context);
        var hours = (config.Hours ?? []).SelectMany(h => OpeningHours.Read(h.Days, h.From, h.To) ?? []).ToList();
        var holidays = (config.Holidays ?? [])
            .Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .ToHashSet();
        return new BusinessHours(hours, holidays, zone).NextOpen(context.Now);
    }

    private static TimeZoneInfo ZoneOf(WaitConfig config, NodeContext context) =>
        Find(config.TimeZone) ?? context.ReadingOfVisitor.Zone;

    private static TimeZoneInfo? Find(string? id) =>
        !string.IsNullOrEmpty(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    private static int SecondsOf(string unit) =>
        unit switch
        {
            "seconds" => 1,
            "hours" => 3_600,
            "days" => 86_400,
            _ => 60,
        };

    private static NodeResult.Completed Done(DateTimeOffset at) => new("next", JsonSerializer.SerializeToElement(at.UtcDateTime));

    private static NodeResult.Failed TooLong() => Fail("wait.tooLong", $"The wait would take more than {WaitNode.MaximumDays} days.");

    private static NodeResult.Failed Fail(string code, string message) => new(new NodeError(code, message, Retryable: false));
}
