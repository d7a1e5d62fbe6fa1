using FlowEngine.Nodes.TriggerSchedule;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.Schedules;

/// <summary>The rows of schedules: those of the live versions, each with its next due time.</summary>
internal sealed class ScheduleTable(StudioWriter writer, StudioDatabase database, TimeProvider time)
{
    private const string Columns = "SELECT BotId, FlowId, NodeId, Cron, TimeZone, Missed, DueAt FROM Schedules ";

    /// <summary>Makes a bot's rows those of its live version. A schedule that stays as it is keeps its due time.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="bot">Its live version; null when it has none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task FollowAsync(string botId, RunnableBot? bot, CancellationToken cancellationToken)
    {
        var wanted = (bot?.Triggers ?? []).Where(t => t.Config is TriggerScheduleConfig).ToList();
        return writer.CommitAsync(
            unit =>
            {
                var gone = unit.Sql.All(Columns + "WHERE BotId = $1", Read, botId);
                gone.RemoveAll(row => wanted.Exists(t => (t.FlowId, t.NodeId) == (row.FlowId, row.NodeId)));
                foreach (var row in gone)
                {
                    unit.Sql.Execute(
                        "DELETE FROM Schedules WHERE BotId = $1 AND FlowId = $2 AND NodeId = $3",
                        botId,
                        row.FlowId,
                        row.NodeId
                    );
                }

                foreach (var trigger in wanted)
                {
                    Put(unit.Sql, botId, trigger.FlowId, trigger.NodeId, (TriggerScheduleConfig)trigger.Config, bot!.TimeZone);
                }

                return wanted.Count;
            },
            cancellationToken
        );
    }

    /// <summary>Forgets the rows of bots that are not live.</summary>
    /// <param name="live">The bots that are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task KeepOnlyAsync(IReadOnlyCollection<string> live, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
                unit.Sql.Execute(
                    "DELETE FROM Schedules WHERE BotId NOT IN (SELECT value FROM json_each($1))",
                    System.Text.Json.JsonSerializer.Serialize(live)
                ),
            cancellationToken
        );

    /// <summary>Reads the schedules that are due.</summary>
    public List<DueSchedule> ReadDue()
    {
        using var session = database.Open();
        return session.All(Columns + "WHERE DueAt <= $1 ORDER BY DueAt", Read, time.GetUtcNow());
    }

    /// <summary>The earliest due time of all; null when there is none.</summary>
    public DateTimeOffset? ReadNext()
    {
        using var session = database.Open();
        return session.Scalar("SELECT MIN(DueAt) FROM Schedules") is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private void Put(SqlSession sql, string botId, string flowId, string nodeId, TriggerScheduleConfig config, string zoneOfBot)
    {
        var zoneId = string.IsNullOrEmpty(config.TimeZone) ? zoneOfBot : config.TimeZone;
        var before = sql.First(
            "SELECT Cron, TimeZone, LastAt FROM Schedules WHERE BotId = $1 AND FlowId = $2 AND NodeId = $3",
            row => new Before(row.GetString(0), row.GetString(1), row.TimeOrNull(2)),
            botId,
            flowId,
            nodeId
        );
        if (before is not null && (before.Cron, before.TimeZone) == (config.Cron, zoneId))
        {
            sql.Execute(
                "UPDATE Schedules SET Missed = $4 WHERE BotId = $1 AND FlowId = $2 AND NodeId = $3",
                botId,
                flowId,
                nodeId,
                config.Missed
            );
            return;
        }

        var now = time.GetUtcNow();
        var from = before?.LastAt > now ? before.LastAt.Value : now;
        sql.Execute(
            "INSERT INTO Schedules (BotId, FlowId, NodeId, Cron, TimeZone, Missed, DueAt) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                + "ON CONFLICT (BotId, FlowId, NodeId) DO UPDATE SET Cron = excluded.Cron, TimeZone = excluded.TimeZone, "
                + "Missed = excluded.Missed, DueAt = excluded.DueAt",
            botId,
            flowId,
            nodeId,
            config.Cron,
            zoneId,
            config.Missed,
            DueTimes.NextAfter(config.Cron, zoneId, from)
        );
    }

    private static DueSchedule Read(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.TimeOrNull(6) ?? DateTimeOffset.MaxValue
        );

    private sealed record Before(string Cron, string TimeZone, DateTimeOffset? LastAt);
}

/// <summary>A schedule with its due time.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="NodeId">Its trigger.</param>
/// <param name="Cron">Cron notation.</param>
/// <param name="TimeZone">IANA id.</param>
/// <param name="Missed">What becomes of times that passed.</param>
/// <param name="DueAt">The first due time that was not dealt with.</param>
internal sealed record DueSchedule(
    string BotId,
    string FlowId,
    string NodeId,
    string Cron,
    string TimeZone,
    string Missed,
    DateTimeOffset DueAt
);
