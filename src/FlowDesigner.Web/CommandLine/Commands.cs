using FlowDesigner.Web.CommandLine.Testing;
using FlowRuntime.Storage;

namespace FlowDesigner.Web.CommandLine;

/// <summary>The commands of the program; without one it serves.</summary>
internal static class Commands
{
    private static readonly string[] Help = ["help", "--help", "-h", "-?"];

    /// <summary>Every command, in the order of the help.</summary>
    public static IReadOnlyList<ICommand> All { get; } =
        [new ValidateCommand(), new TestCommand(), new ExportCommand(), new ImportCommand(), new OpenApiCommand(), new ClassifyCommand(), new SchemaCommand(), new DocsCommand(), new EvalCommand()];

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">Arguments of the program.</param>
    /// <param name="streams">Where to read and write.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code; null when no command is named and the program is to serve.</returns>
    public static async Task<int?> RunAsync(string[] args, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (args is not [var name, .. var rest])
        {
            return null;
        }

        if (Help.Contains(name))
        {
            await streams.Out.WriteLineAsync(HelpText());
            return ExitCode.Ok;
        }

        if (All.FirstOrDefault(c => c.Name == name) is not { } command)
        {
            // Options such as --urls belong to the server.
            if (name.StartsWith('-') || name.Contains('=', StringComparison.Ordinal))
            {
                return null;
            }

            await streams.Error.WriteLineAsync($"There is no command \"{name}\".\n\n{HelpText()}");
            return ExitCode.Usage;
        }

        try
        {
            return await command.RunAsync(rest, streams, cancellationToken);
        }
        catch (UsageException e)
        {
            await streams.Error.WriteLineAsync($"{e.Message}\nUsage: {command.Name} {command.Arguments}");
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DataDirectoryInUseException)
        {
            await streams.Error.WriteLineAsync(e.Message);
            return ExitCode.Problems;
        }
    }

    private static string HelpText()
    {
        var width = All.Max(c => c.Name.Length + c.Arguments.Length) + 3;
        var lines = All.Select(c => $"  {$"{c.Name} {c.Arguments}".PadRight(width)}{c.Summary}");
        return $"""
            FlowStudio serves when no command is given; --urls says where.

            Commands:
            {string.Join('\n', lines)}
              {"help".PadRight(width)}Shows this text.

            Exit codes: 0 all is well, 1 problems, 2 wrong usage.
            """;
    }
}
