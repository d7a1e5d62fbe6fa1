using FlowEngine.Definition;
using FlowEngine.Validation;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Names every problem of the bots in a folder.</summary>
internal sealed class ValidateCommand : ICommand
{
    public string Name => "validate";

    public string Arguments => "<folder>";

    public string Summary => "Names every problem of the bot, or the bots, in a folder.";

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

        await using var studio = await OfflineStudio.BuildAsync(cancellationToken);
        var validator = studio.GetRequiredService<BundleValidator>();
        var (errors, warnings) = (0, 0);
        foreach (var bot in bots)
        {
            foreach (var line in await BotConnectors.InstallAsync(studio, bot, cancellationToken))
            {
                errors++;
                await streams.Out.WriteLineAsync(line);
            }

            var (bundle, problems) = await BotFolder.ReadAsync(bot, cancellationToken);
            var lines = bundle is null
                ? problems.Select(p => ProblemLine.OfReading(bot, p))
                : (problems = validator.Validate(bundle)).Select(p => ProblemLine.OfValidation(bot, p));
            errors += problems.Count(p => p.Severity == ProblemSeverity.Error);
            warnings += problems.Count(p => p.Severity == ProblemSeverity.Warning);
            foreach (var line in lines)
            {
                await streams.Out.WriteLineAsync(line);
            }
        }

        await streams.Out.WriteLineAsync($"bots: {bots.Count}, errors: {errors}, warnings: {warnings}");
        return errors > 0 ? ExitCode.Problems : ExitCode.Ok;
    }
}
