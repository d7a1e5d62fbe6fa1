using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using FlowRuntime.Library;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Dispatch;

/// <summary>Compiles versions in the background, when the process starts and when they become live, so that no visitor waits for it.</summary>
internal sealed partial class BotWarmUp(LiveVersions live, IBotSource bots, ILogger<BotWarmUp> logger) : BackgroundService
{
    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>();

    [SuppressMessage("Design", "CA1031", Justification = "Whatever stands in the way is told by the turn that needs the version.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        live.Listen(botId => _changed.Writer.TryWrite(botId));
        try
        {
            foreach (var bot in await live.ListAsync(stoppingToken).ConfigureAwait(false))
            {
                _changed.Writer.TryWrite(bot.ToString());
            }

            await foreach (var botId in _changed.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                await WarmUpAsync(botId, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogCold(e, "*");
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever stands in the way is told by the turn that needs the version.")]
    private async Task WarmUpAsync(string botId, CancellationToken cancellationToken)
    {
        try
        {
            await bots.FindLiveAsync(botId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogCold(e, botId);
        }
    }

    [LoggerMessage(4206, LogLevel.Warning, "Bot {BotId} could not be compiled ahead.")]
    private partial void LogCold(Exception exception, string botId);
}
