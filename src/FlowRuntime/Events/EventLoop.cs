using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Nodes.TriggerEvent;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;
using FlowRuntime.Timers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Events;

/// <summary>
/// Delivers events in their order, each once: the commit that marks an event as delivered puts it into the inboxes of the
/// runs that wait for it and starts the flows of the live version that start on it.
/// </summary>
internal sealed partial class EventLoop(
    StudioWriter writer,
    StudioDatabase database,
    EventSignal signal,
    EventRecords records,
    HeadlessRuns headless,
    IBotSource bots,
    TimeProvider time,
    ILogger<EventLoop> logger
) : BackgroundService
{
    private const int MostAtOnce = 64;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await DeliverAndWaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what is not delivered stays.
        }
    }

    private async Task DeliverAndWaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            signal.Reset();
            while (ReadOpen() is { Count: > 0 } open)
            {
                foreach (var pending in open)
                {
                    await DeliverAsync(pending, stoppingToken).ConfigureAwait(false);
                }
            }

            await signal.WaitAsync(null, time, stoppingToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            LogRefused(e);
            await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(false);
        }
    }

    private List<PendingEvent> ReadOpen()
    {
        using var session = database.Open();
        return session.All(
            "SELECT Id, Event, BotId, RunId, Depth, At FROM Events WHERE DeliveredAt IS NULL ORDER BY Id LIMIT $1",
            row => new PendingEvent(
                new StoredEvent(row.GetInt64(0), EventRecords.Read(row.GetFieldValue<byte[]>(1))),
                row.GetString(2),
                row.TextOrNull(3),
                row.GetInt32(4),
                row.Time(5)
            ),
            MostAtOnce
        );
    }

    private async Task DeliverAsync(PendingEvent pending, CancellationToken cancellationToken)
    {
        var starts = await FindStartsAsync(pending, cancellationToken).ConfigureAwait(false);
        await writer
            .CommitAsync(
                unit =>
                {
                    var isMine =
                        unit.Sql.Execute(
                            "UPDATE Events SET DeliveredAt = $2 WHERE Id = $1 AND DeliveredAt IS NULL",
                            pending.Stored.Id,
                            time.GetUtcNow()
                        ) == 1;
                    if (isMine)
                    {
                        FindWaits(unit.Sql, pending).ForEach(wait => records.Give(unit, pending.Stored, wait));
                        starts.ForEach(start => headless.Start(unit, start));
                    }

                    return isMine;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static List<OpenWait> FindWaits(SqlSession sql, PendingEvent pending) =>
        sql.All(
            "SELECT RunId, Ticket, ConversationId FROM EventWaits "
                + "WHERE BotId = $1 AND Name = $2 AND Correlation IS NULL AND IsMet = 0 AND RunId <> $4 UNION ALL "
                + "SELECT RunId, Ticket, ConversationId FROM EventWaits "
                + "WHERE BotId = $1 AND Name = $2 AND Correlation = $3 AND IsMet = 0 AND RunId <> $4",
            row => new OpenWait(row.GetString(0), row.GetInt32(1), row.GetString(2)),
            pending.BotId,
            pending.Stored.Event.Name,
            pending.Stored.Event.Correlation,
            pending.RunId ?? ""
        );

    private async Task<List<HeadlessStart>> FindStartsAsync(PendingEvent pending, CancellationToken cancellationToken)
    {
        var emitted = pending.Stored.Event;
        RunnableBot? bot;
        try
        {
            bot = await bots.FindLiveAsync(pending.BotId, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            // A version that cannot be read must not keep all other events waiting.
            LogUnreadable(e, pending.BotId);
            return [];
        }

        var triggers = bot?.Triggers.Where(t => t.Config is TriggerEventConfig config && config.Event == emitted.Name).ToList();
        if (triggers is not { Count: > 0 })
        {
            return [];
        }

        if (pending.Depth >= EventRecords.MostDepth)
        {
            LogCircle(emitted.Name, pending.BotId, EventRecords.MostDepth);
            return [];
        }

        var happened = Describe(pending);
        return triggers.ConvertAll(t => new HeadlessStart(
            string.Create(CultureInfo.InvariantCulture, $"event.{pending.Stored.Id}.{t.FlowId}.{t.NodeId}"),
            pending.BotId,
            bot!.Language, // it has triggers
            "event",
            t.FlowId,
            t.NodeId,
            happened,
            pending.Depth
        ));
    }

    private static JsonElement Describe(PendingEvent pending)
    {
        var emitted = pending.Stored.Event;
        var happened = new JsonObject
        {
            ["kind"] = "event",
            ["name"] = emitted.Name,
            ["correlation"] = emitted.Correlation,
            ["data"] = emitted.Data.ValueKind == JsonValueKind.Undefined ? null : JsonSerializer.SerializeToNode(emitted.Data),
            ["at"] = pending.At.UtcDateTime,
        };
        return JsonSerializer.SerializeToElement(happened);
    }

    [LoggerMessage(4501, LogLevel.Error, "The database refused to deliver events; trying again.")]
    private partial void LogRefused(Exception exception);

    [LoggerMessage(4502, LogLevel.Error, "The live version of bot {BotId} cannot be read: its flows do not start on events.")]
    private partial void LogUnreadable(Exception exception, string botId);

    [LoggerMessage(4503, LogLevel.Warning, "Event {Name} of bot {BotId} starts no flow: flows have started each other {Depth} times.")]
    private partial void LogCircle(string name, string botId, int depth);

    private sealed record PendingEvent(StoredEvent Stored, string BotId, string? RunId, int Depth, DateTimeOffset At);
}
