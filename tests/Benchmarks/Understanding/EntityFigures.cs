using System.Diagnostics;
using System.Globalization;
using FlowEngine.Understanding;
using TestKit.Engine;

namespace Benchmarks.Understanding;

/// <summary>The figures of docs/understanding.md for values: how many are found as they are, and what a message costs.</summary>
internal static class EntityFigures
{
    private const int WarmUps = 60;
    private const int Rounds = 20;

    public static async Task PrintAsync(TextWriter output, string root)
    {
        var set = EntitySet.Read(root);
        var understanding = new BotUnderstanding(set.Bot);
        var outcomes = set.Compare(understanding);
        await output.WriteLineAsync("| Kind | Values | Precision | Recall | F1 | F1 English | F1 German |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var kind in outcomes.GroupBy(o => o.Value.Entity).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(Row(kind.Key, [.. kind]));
        }

        await output.WriteLineAsync(Row("**all**", outcomes));
        await PrintCostAsync(output, set, understanding);
    }

    private static string Row(string name, IReadOnlyList<EntityOutcome> outcomes)
    {
        var (all, english, german) = (EntityScore.Of(outcomes), Of("en"), Of("de"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {all.Expected} | {all.Precision:0.000} | {all.Recall:0.000} | {all.F1:0.000} | {english.F1:0.000} | {german.F1:0.000} |"
        );

        EntityScore Of(string language) => EntityScore.Of(outcomes.Where(o => o.Utterance.Language.StartsWith(language, StringComparison.Ordinal)));
    }

    private static async Task PrintCostAsync(TextWriter output, EntitySet set, BotUnderstanding understanding)
    {
        Read(set, understanding, WarmUps);
        var (allocated, start, processor) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Read(set, understanding, Rounds);
        var messages = (double)set.Utterances.Count * Rounds;
        var (elapsed, used) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\n{set.Bot.Entities.Count} entities: {elapsed.TotalMicroseconds / messages:0} µs a message ({used.TotalMicroseconds / messages:0} µs of processor time), {(GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / messages:0.0} kB allocated"
            )
        );
    }

    private static void Read(EntitySet set, BotUnderstanding understanding, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var utterance in set.Utterances)
            {
                understanding.Understand(utterance.Text, EntitySet.ContextOf(utterance));
            }
        }
    }
}
