using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Library;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Writes the draft of a bot into a folder.</summary>
internal sealed class ExportCommand : ICommand
{
    public string Name => "export";

    public string Arguments => "<bot> <folder>";

    public string Summary => "Writes the draft of a bot into a folder: bot.json, flows and tests.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (arguments is not [var bot, var folder])
        {
            throw new UsageException("Name one bot and one folder.");
        }

        await using var studio = await OfflineStudio.OpenLibraryAsync(cancellationToken);
        if (await studio.GetRequiredService<IFlowLibrary>().FindAsync(bot, cancellationToken) is not { } draft)
        {
            await streams.Error.WriteLineAsync($"There is no bot \"{bot}\".");
            return ExitCode.Problems;
        }

        await BotFolder.WriteAsync(draft.Bundle, folder, studio.GetRequiredService<NodeCatalog>(), cancellationToken);
        foreach (var key in await BotConnectors.ExportAsync(studio, draft.Bundle, folder, cancellationToken))
        {
            await streams.Out.WriteLineAsync($"{bot}: the document of the connector {key}");
        }

        await streams.Out.WriteLineAsync($"{bot}: {draft.Bundle.Flows.Count} flows in {folder}");
        return ExitCode.Ok;
    }
}
