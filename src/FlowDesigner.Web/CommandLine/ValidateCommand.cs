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

        await using var studio = OfflineStudio.Build();
        var validator = studio.GetRequiredService<BundleValidator>();
        var (errors, warnings) = (0, 0);
        foreach (var bot in bots)
        {
            var (bundle, problems) = await BotFolder.ReadAsync(bot, cancellationToken);
            var lines = bundle is null
                ? problems.Select(p => Reading(bot, p))
                : (problems = validator.Validate(bundle)).Select(p => Validation(bot, p));
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

    /// <summary>A problem of reading has its file at the start of its message.</summary>
    private static string Reading(string folder, Problem problem)
    {
        var (file, message) = problem.Message.Split(": ", 2) is [var first, var rest] ? (first, rest) : ("", problem.Message);
        return Line(Path.Combine(folder, file), problem.Pointer, problem, message);
    }

    /// <summary>A problem of validation points into the bundle: <c>/flows/order-status/nodes/…</c>.</summary>
    private static string Validation(string folder, Problem problem)
    {
        var parts = problem.Pointer.Split('/', 4);
        return parts switch
        {
            ["", "flows", var flow, .. var rest] => Line(Path.Combine(folder, $"{flow}.flow.json"), Rest(rest), problem, problem.Message),
            ["", "bot", ..] => Line(Path.Combine(folder, BotFolder.BotFile), problem.Pointer["/bot".Length..], problem, problem.Message),
            _ => Line(folder, problem.Pointer, problem, problem.Message),
        };
    }

    private static string Rest(string[] parts) => parts.Length == 0 ? "" : "/" + parts[0];

    private static string Line(string file, string pointer, Problem problem, string message)
    {
        var severity = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
        return $"{file}#{pointer}: {severity} {problem.Code}: {message}";
    }
}
