using System.Globalization;

namespace FlowDesigner.Web.CommandLine.Testing;

/// <summary>What was asked of <see cref="TestCommand"/>.</summary>
/// <param name="Folder">Folder of a bot, or one whose folders are.</param>
/// <param name="Bot">Id of the only bot that is tested; null for all.</param>
/// <param name="Filter">Text in the names of the tests that run; null for all.</param>
/// <param name="JUnit">File for the results as JUnit XML; null for none.</param>
/// <param name="Coverage">True when the coverage is shown.</param>
/// <param name="Threshold">Least coverage of each bot's links; null for none. Unit: percent.</param>
internal sealed record TestOptions(string Folder, string? Bot, string? Filter, string? JUnit, bool Coverage, double? Threshold)
{
    /// <summary>Reads the arguments: <c>flows/ --junit out.xml --threshold=100</c>.</summary>
    /// <exception cref="UsageException">An option is unknown, twice there or has no value; or the folder is missing.</exception>
    public static TestOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new TestOptions("", null, null, null, false, null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split('=', 2);
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? parts[0] : "";
            if (!seen.Add(name))
            {
                throw new UsageException(name.Length == 0 ? "Name one folder." : $"{name} stands there twice.");
            }

            options = name switch
            {
                "" => options with { Folder = arguments[i] },
                "--bot" => options with { Bot = Value() },
                "--filter" => options with { Filter = Value() },
                "--junit" => options with { JUnit = Value() },
                "--coverage" when parts.Length == 1 => options with { Coverage = true },
                "--threshold" => options with { Threshold = Percent(Value()), Coverage = true },
                _ => throw new UsageException($"There is no option \"{arguments[i]}\"."),
            };

            string Value() =>
                parts.Length == 2 ? parts[1]
                : ++i < arguments.Count ? arguments[i]
                : throw new UsageException($"{name} needs a value.");
        }

        return options.Folder.Length > 0 ? options : throw new UsageException("Name the folder of the bots.");
    }

    private static double Percent(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent
            : throw new UsageException($"--threshold is a number from 0 to 100, not \"{text}\".");
}
