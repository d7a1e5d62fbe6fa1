using FlowEngine.Definition;
using FlowRuntime.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Library;

/// <summary>
/// Brings sample bots into an installation that lacks them, and publishes those without errors. Bots that are there are
/// left alone, whatever became of them. Runs before the host serves anything.
/// </summary>
internal sealed partial class BotSeeder(IFlowLibrary library, IOptions<StudioOptions> options, ILogger<BotSeeder> logger)
    : IHostedService
{
    private const string Actor = "seed";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (SeedFolder.Resolve(options.Value.Seed, AppContext.BaseDirectory) is { } folder)
        {
            await SeedAsync(folder, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Imports the missing bots of a folder.</summary>
    /// <param name="folder">Folder of bot folders.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they are there.</returns>
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        var existing = (await library.ListAsync(cancellationToken).ConfigureAwait(false)).Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        var bots = BotFolder.Find(folder);
        if (bots.Count == 0)
        {
            LogEmpty(folder);
        }

        foreach (var bot in bots)
        {
            var (bundle, problems) = await BotFolder.ReadAsync(bot, cancellationToken).ConfigureAwait(false);
            if (bundle is null)
            {
                LogUnreadable(bot, problems.Count, problems[0].Code, problems[0].Message);
            }
            else if (existing.Add(bundle.Bot.Id))
            {
                await ImportAsync(bundle, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ImportAsync(BotBundle bundle, CancellationToken cancellationToken)
    {
        var saved = await library.SaveAsync(bundle, null, Actor, cancellationToken).ConfigureAwait(false);
        if (!saved.Saved)
        {
            // Another process was faster: the bot is there, which is all that was wanted.
            return;
        }

        var published = await library.PublishAsync(bundle.Bot.Id, Actor, cancellationToken).ConfigureAwait(false);
        if (published is { Version: { } version })
        {
            LogSeeded(bundle.Bot.Id, version);
        }
        else if (published is { Problems: [var first, ..] })
        {
            LogNotPublished(bundle.Bot.Id, first.Code, first.Pointer, first.Message);
        }
    }

    [LoggerMessage(2401, LogLevel.Information, "Seeded bot {BotId}, live as version {Version}.")]
    private partial void LogSeeded(string botId, int version);

    [LoggerMessage(2402, LogLevel.Warning, "Seeded bot {BotId} as a draft only: {Code} at {Pointer}: {Problem}")]
    private partial void LogNotPublished(string botId, string code, string pointer, string problem);

    [LoggerMessage(2403, LogLevel.Warning, "The bot in {Folder} was not seeded; it has {Count} problems, the first is {Code}: {Problem}")]
    private partial void LogUnreadable(string folder, int count, string code, string problem);

    [LoggerMessage(2404, LogLevel.Information, "There are no bots to seed in {Folder}.")]
    private partial void LogEmpty(string folder);
}
