using System.Globalization;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Intents;

namespace Benchmarks.Understanding;

/// <summary>
/// How close the two best intents must be for the bot to ask which one is meant: for several margins, on the validation
/// split of CLINC150, how many messages are asked about and how many mistakes that saves.
/// </summary>
internal static class ClarifyFigures
{
    private static readonly double[] Margins = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3];

    public static async Task PrintAsync(TextWriter output, string root)
    {
        var data = new ClincData(root);
        await output.WriteLineAsync(
            "| Phrases an intent | Margin | Asked | Asked for nothing | Wrong without asking | Of these asked with the right one |\n| ---: | ---: | ---: | ---: | ---: | ---: |"
        );
        foreach (var most in new[] { 100, 20, 10 })
        {
            var train = IntentFigures.Sample(data.Train, most, seed: 1);
            var options = new TrainingOptions("en");
            var model = IntentTrainer.Calibrate(IntentTrainer.Learn(train, options, CancellationToken.None), data.Validation, options);
            var read = data.Validation.Select(p => (p.Intent, Scores: model.Classify(p.Text))).Where(r => r.Scores is [var best, ..] && best.Score >= model.Threshold).ToList();
            foreach (var margin in Margins)
            {
                var asked = read.Where(r => Close(r.Scores, margin).Count > 1).ToList();
                var wrong = read.Where(r => r.Scores[0].Intent != r.Intent).ToList();
                var saved = wrong.Count(r => Close(r.Scores, margin) is { Count: > 1 } offered && offered.Contains(r.Intent));
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {most} | {margin:0.00} | {(double)asked.Count / read.Count:0.0 %} | {(double)asked.Count(r => r.Scores[0].Intent == r.Intent) / read.Count:0.0 %} | {(double)wrong.Count / read.Count:0.0 %} | {(double)saved / wrong.Count:0 %} |"
                    )
                );
            }
        }
    }

    private static List<string> Close(IReadOnlyList<IntentScore> scores, double margin) =>
        [.. scores.Take(3).Where(s => scores[0].Score - s.Score < margin).Select(s => s.Intent)];
}
