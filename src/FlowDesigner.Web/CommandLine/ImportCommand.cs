using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Makes the bots of a folder the drafts of the installation.</summary>
internal sealed class ImportCommand : ICommand
{
    private const string Actor = "command line";

    public string Name => "import";

    public string Arguments => "<folder>";

    public string Summary => "Makes the bot, or the bots, of a folder the drafts here; publishes nothing.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (arguments is not [var folder])
        {
            throw new UsageException("Name one folder.");
        }

        var bots = BotFolder.Find(folder);
        if (bots.Count == 0)
        {
            throw new UsageException($"There is no {BotFolder.BotFile} in \"{folder}\" or in the folders inside it.");
        }

        await using var studio = await OfflineStudio.OpenLibraryAsync(cancellationToken);
        var library = studio.GetRequiredService<IFlowLibrary>();
        var exit = ExitCode.Ok;
        foreach (var bot in bots)
        {
            var (bundle, problems) = await BotFolder.ReadAsync(bot, cancellationToken);
            if (bundle is null)
            {
                exit = ExitCode.Problems;
                foreach (var problem in problems)
                {
                    await streams.Out.WriteLineAsync($"{bot}#{problem.Pointer}: error {problem.Code}: {problem.Message}");
                }

                continue;
            }

            foreach (var line in await BotConnectors.ImportAsync(studio, bot, Actor, cancellationToken))
            {
                exit = ExitCode.Problems;
                await streams.Out.WriteLineAsync(line);
            }

            await library.SaveAsync(bundle, "*", Actor, cancellationToken);
            await streams.Out.WriteLineAsync($"{bundle.Bot.Id}: {bundle.Flows.Count} flows from {bot}");
        }

        return exit;
    }
}
