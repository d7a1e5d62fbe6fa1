using FlowEngine.Definition;
using FlowEngine.Testing;

namespace FlowDesigner.Web.CommandLine.Testing;

/// <summary>Runs the flow tests of the bots in a folder.</summary>
internal sealed class TestCommand : ICommand
{
    public string Name => "test";

    public string Arguments => "<folder> [--bot <id>] [--filter <text>] [--junit <file>] [--coverage] [--threshold <percent>]";

    public string Summary => "Runs the flow tests of the bot, or the bots, in a folder.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        var options = TestOptions.Parse(arguments);
        var folders = BotFolder.Find(options.Folder);
        if (folders.Count == 0)
        {
            throw new UsageException($"There is no {BotFolder.BotFile} in \"{options.Folder}\" or in the folders inside it.");
        }

        var bundles = await ReadAsync(folders, options, streams.Error, cancellationToken);
        if (bundles is null)
        {
            return ExitCode.Usage;
        }

        // Tests make systems fail on purpose: what connectors warn of is expected.
        await using var studio = await OfflineStudio.BuildAsync(cancellationToken, LogLevel.Error);
        foreach (var folder in folders)
        {
            foreach (var line in await BotConnectors.InstallAsync(studio, folder, cancellationToken))
            {
                await streams.Error.WriteLineAsync(line);
            }
        }

        var runner = studio.GetRequiredService<FlowTestRunner>();
        var reports = new List<FlowTestReport>();
        foreach (var bundle in bundles)
        {
            var report = await runner.RunAsync(bundle, options.Filter, cancellationToken);
            reports.Add(report);
            await TestOutput.WriteAsync(report, options, streams.Out);
        }

        if (options.JUnit is { } file)
        {
            await File.WriteAllBytesAsync(file, JUnitXml.Write(reports), cancellationToken);
        }

        await TestOutput.WriteSumAsync(reports, streams.Out);
        return reports.TrueForAll(r => r.Passed && !(r.LinkCoverage < options.Threshold)) ? ExitCode.Ok : ExitCode.Problems;
    }

    /// <summary>Reads the bots to be tested; null when one of them cannot be read.</summary>
    private static async Task<IReadOnlyList<BotBundle>?> ReadAsync(
        IReadOnlyList<string> folders,
        TestOptions options,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var bundles = new List<BotBundle>();
        var isReadable = true;
        foreach (var folder in folders)
        {
            var (bundle, problems) = await BotFolder.ReadAsync(folder, cancellationToken);
            foreach (var problem in problems)
            {
                await error.WriteLineAsync(ProblemLine.OfReading(folder, problem));
            }

            isReadable &= bundle is not null;
            if (bundle is not null && (options.Bot is null || options.Bot == bundle.Bot.Id))
            {
                bundles.Add(bundle);
            }
        }

        if (!isReadable)
        {
            return null;
        }

        return bundles.Count > 0 ? bundles : throw new UsageException($"There is no bot \"{options.Bot}\" in \"{options.Folder}\".");
    }
}
