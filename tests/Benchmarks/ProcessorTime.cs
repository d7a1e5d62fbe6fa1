using System.Globalization;

namespace Benchmarks;

/// <summary>
/// Processor time of the same operations: on a machine that does other work, too, the clock on the wall says little.
/// </summary>
internal static class ProcessorTime
{
    private const int Rounds = 15;

    /// <summary>Measures and prints one line for each operation.</summary>
    public static async Task PrintAsync(TextWriter output)
    {
        using var interpreter = new InterpreterBenchmarks();
        interpreter.Compile();
        var expressions = new ExpressionBenchmarks();
        await MeasureAsync(output, "node, straight", 9_000, 30, () => interpreter.Straight().AsTask());
        await MeasureAsync(output, "node, loop", 10_000, 30, () => interpreter.Loop().AsTask());
        await MeasureAsync(output, "plain path", 1, 200_000, () => Done(expressions.PlainPath()));
        await MeasureAsync(output, "small expression", 1, 5_000, () => Done(expressions.SmallExpression()));
        await MeasureAsync(output, "template with two variables", 1, 50_000, () => Done(expressions.TemplateWithTwoVariables()));
    }

    private static Task Done<T>(T result)
    {
        GC.KeepAlive(result);
        return Task.CompletedTask;
    }

    private static async Task MeasureAsync(TextWriter output, string name, int operations, int repeats, Func<Task> run)
    {
        var rounds = new List<double>();
        // The first rounds warm up, while the runtime compiles what is hot.
        for (var round = -5; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < repeats; i++)
            {
                await run();
            }

            if (round >= 0)
            {
                rounds.Add((Environment.CpuUsage.TotalTime - before).TotalNanoseconds / ((double)repeats * operations));
            }
        }

        rounds.Sort();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-30} {rounds[Rounds / 2],8:0} ns median, {rounds[0]:0} to {rounds[^1]:0} ns"
        );
        await output.WriteLineAsync(line);
    }
}
