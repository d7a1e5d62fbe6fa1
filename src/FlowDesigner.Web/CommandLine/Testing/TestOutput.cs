using System.Globalization;
using FlowEngine.Testing;

namespace FlowDesigner.Web.CommandLine.Testing;

/// <summary>Shows the results of flow tests to people.</summary>
internal static class TestOutput
{
    public static async Task WriteAsync(FlowTestReport report, TestOptions options, TextWriter to)
    {
        await to.WriteLineAsync($"{report.BotId}: {Count(report.Results.Count, "test")}");
        foreach (var result in report.Results)
        {
            await to.WriteLineAsync(Line($"  {(result.Passed ? "✓" : "✗")} {result.Id} ({result.Duration.TotalMilliseconds:0} ms)"));
            if (result.Failure is { } failure)
            {
                await WriteAsync(result, failure, to);
            }
        }

        if (options.Coverage)
        {
            await WriteCoverageAsync(report, options.Threshold, to);
        }
    }

    public static Task WriteSumAsync(IReadOnlyList<FlowTestReport> reports, TextWriter to)
    {
        var all = reports.Sum(r => r.Results.Count);
        var failed = reports.Sum(r => r.Results.Count(t => !t.Passed));
        return to.WriteLineAsync($"tests: {all}, passed: {all - failed}, failed: {failed}");
    }

    /// <summary>What was not as expected, one line each.</summary>
    public static IEnumerable<string> Lines(FlowTestFailure failure)
    {
        yield return $"{failure.Pointer}: {failure.Message}";
        if (failure.Expected is { } expected)
        {
            yield return $"expected: {expected}";
        }

        if (failure.Actual is { } actual)
        {
            yield return $"actual:   {actual}";
        }
    }

    /// <summary>What was said, one line a message.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<SimulatedMessage> transcript) =>
        transcript.Select(m => $"{(m.FromVisitor ? "visitor" : "bot")}: {m.Text}{string.Concat(m.Buttons.Select(b => $" [{b.Title}]"))}");

    private static async Task WriteAsync(FlowTestResult result, FlowTestFailure failure, TextWriter to)
    {
        foreach (var line in Lines(failure))
        {
            await to.WriteLineAsync($"      {line}");
        }

        foreach (var line in Lines(result.Transcript))
        {
            await to.WriteLineAsync($"        {line}");
        }
    }

    private static async Task WriteCoverageAsync(FlowTestReport report, double? threshold, TextWriter to)
    {
        var width = report.Coverage.Select(c => c.FlowId.Length).DefaultIfEmpty().Max();
        foreach (var flow in report.Coverage)
        {
            var missed = flow.MissedLinks.Concat(flow.MissedNodes.Where(n => !flow.MissedLinks.Any(l => l.StartsWith(n + ".", StringComparison.Ordinal))));
            var names = string.Join(", ", missed);
            await to.WriteLineAsync(
                Line(
                    $"  {flow.FlowId.PadRight(width)}  nodes {flow.CoveredNodes}/{flow.Nodes}  links {flow.CoveredLinks}/{flow.Links} ({flow.LinkPercent:0.#} %)"
                ) + (names.Length == 0 ? "" : $"  missed: {names}")
            );
        }

        var verdict = report.LinkCoverage < threshold ? Line($", below the threshold of {threshold:0.#} %") : "";
        await to.WriteLineAsync(Line($"  link coverage of {report.BotId}: {Floor(report.LinkCoverage):0.#} %") + verdict);
    }

    // 99.96 % must not be shown as 100 %.
    private static double Floor(double percent) => Math.Floor(percent * 10) / 10;

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : Line($"{number} {what}s");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
