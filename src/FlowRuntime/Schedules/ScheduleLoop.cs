using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowRuntime.Dispatch;
using FlowRuntime.Library;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Schedules;

/// <summary>
/// Starts the runs of schedules and follows what is live. The commit that starts a run moves its schedule on, and the
/// run's conversation is named after the due time: a due time gets one run, whenever the process is killed.
/// </summary>
internal sealed partial class ScheduleLoop(
    ScheduleTable table,
    StudioWriter writer,
    ScheduleSignal signal,
    LiveVersions live,
    IBotSource bots,
    HeadlessRuns headless,
    TimeProvider time,
    ILogger<ScheduleLoop> logger
) : BackgroundService
{
    private readonly ConcurrentQueue<string> _changed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        live.Listen(address =>
        {
            // Nobody asks for what a schedule does: it would do it twice if it ran in other environments too.
            if (BotAddress.Parse(address).IsLive)
            {
                _changed.Enqueue(address);
                signal.Raise();
            }
        });
        try
        {
            await UntilDoneAsync(FollowAllAsync, stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await UntilDoneAsync(WorkAsync, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the rows stay.
        }
    }

    private async Task UntilDoneAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await work(stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (SqliteException e)
            {
                LogRefused(e);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task FollowAllAsync(CancellationToken cancellationToken)
    {
        var all = (await live.ListAsync(cancellationToken).ConfigureAwait(false)).Where(b => b.IsLive).Select(b => b.BotId).ToList();
        await table.KeepOnlyAsync(all, cancellationToken).ConfigureAwait(false);
        foreach (var botId in all)
        {
            await FollowAsync(botId, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        signal.Reset();
        while (_changed.TryPeek(out var botId))
        {
            await FollowAsync(botId, cancellationToken).ConfigureAwait(false);
            _changed.TryDequeue(out _);
        }

        foreach (var due in table.ReadDue())
        {
            await FireAsync(due, cancellationToken).ConfigureAwait(false);
        }

        await signal.WaitAsync(table.ReadNext(), time, cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(string botId, CancellationToken cancellationToken)
    {
        try
        {
            var bot = await bots.FindLiveAsync(botId, cancellationToken).ConfigureAwait(false);
            await table.FollowAsync(botId, bot, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            // The other bots' schedules must go on.
            LogUnreadable(e, botId);
        }
    }

    private async Task FireAsync(DueSchedule due, CancellationToken cancellationToken)
    {
        var bot = await bots.FindLiveAsync(due.BotId, cancellationToken).ConfigureAwait(false);
        var owed = DueTimes.Of(due, time.GetUtcNow());
        await writer
            .CommitAsync(
                unit =>
                {
                    var isMine =
                        unit.Sql.Execute(
                            "UPDATE Schedules SET DueAt = $5, LastAt = $6 WHERE BotId = $1 AND FlowId = $2 AND NodeId = $3 AND DueAt = $4",
                            due.BotId,
                            due.FlowId,
                            due.NodeId,
                            due.DueAt,
                            owed.Next,
                            owed.Last
                        ) == 1;
                    // A bot that went offline meanwhile owes nothing; its rows go with the news of that.
                    if (isMine && bot is not null)
                    {
                        foreach (var (at, missed) in owed.Runs)
                        {
                            headless.Start(unit, Start(due, bot, at, missed));
                        }
                    }

                    return isMine;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static HeadlessStart Start(DueSchedule due, RunnableBot bot, DateTimeOffset at, int missed)
    {
        var happened = new JsonObject
        {
            ["kind"] = "schedule",
            ["due"] = at.UtcDateTime,
            ["missed"] = missed,
        };
        var stamp = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        return new HeadlessStart(
            $"schedule.{due.BotId}.{due.FlowId}.{due.NodeId}.{stamp}",
            due.BotId,
            bot.Language,
            "schedule",
            due.FlowId,
            due.NodeId,
            JsonSerializer.SerializeToElement(happened)
        );
    }

    [LoggerMessage(4401, LogLevel.Error, "The database refused a write about schedules; trying again.")]
    private partial void LogRefused(Exception exception);

    [LoggerMessage(4402, LogLevel.Error, "The live version of bot {BotId} cannot be read: its schedules do not run.")]
    private partial void LogUnreadable(Exception exception, string botId);
}
