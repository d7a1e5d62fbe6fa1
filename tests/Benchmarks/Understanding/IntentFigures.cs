using System.Diagnostics;
using System.Globalization;
using FlowEngine.Understanding.Intents;

namespace Benchmarks.Understanding;

/// <summary>
/// The figures of docs/understanding.md: learned on the train split of CLINC150 only, threshold by its validation split, each
/// test split read once a seed; and what a few phrases an intent reach.
/// </summary>
internal static class IntentFigures
{
    private const int Seeds = 3;

    public static async Task PrintAsync(TextWriter output, string root)
    {
        var data = new ClincData(root);
        await output.WriteLineAsync(
            "| Phrases an intent | Accuracy without rejection | In scope, 1.5 % rejected | Recall of none | AUROC | Training | Predicting | Allocated |\n"
                + "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        );
        foreach (var most in new[] { 100, 20, 10, 5 })
        {
            var figures = Enumerable.Range(1, Seeds).Select(seed => Measure(data, Sample(data.Train, most, seed), seed)).ToList();
            double Mean(Func<Figures, double> read) => figures.Average(read);
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {most} | {Mean(f => f.Accuracy):0.0 %} | {Mean(f => f.InScope):0.0 %} | {Mean(f => f.OfNone):0.0 %} | {Mean(f => f.Auroc):0.000} | {Mean(f => f.TrainSeconds):0.0} s | {Mean(f => f.Microseconds):0} µs | {Mean(f => f.Kilobytes):0} kB |"
                )
            );
        }
    }

    /// <summary>At most so many phrases of each intent, drawn by chance.</summary>
    public static List<LabelledPhrase> Sample(List<LabelledPhrase> all, int most, int seed)
    {
        var phrases = all.ToArray();
        new Random(seed).Shuffle(phrases);
        return [.. phrases.GroupBy(p => p.Intent).SelectMany(i => i.Take(most))];
    }

    private static Figures Measure(ClincData data, List<LabelledPhrase> train, int seed)
    {
        var options = new TrainingOptions("en", seed);
        var began = Stopwatch.GetTimestamp();
        var model = IntentTrainer.Learn(train, options, CancellationToken.None);
        var trained = Stopwatch.GetElapsedTime(began).TotalSeconds;
        model = IntentTrainer.Calibrate(model, data.Validation, options);

        var test = data.Test;
        var answers = test.ConvertAll(p => model.Best(p.Text));
        var none = data.TestOfNone.ConvertAll(p => model.Best(p.Text).Margin);
        var right = test.Select((p, i) => model.Intents[answers[i].Intent] == p.Intent).ToList();
        var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        foreach (var phrase in test)
        {
            model.Classify(phrase.Text);
        }

        return new Figures(
            right.Count(r => r) / (double)test.Count,
            right.Where((r, i) => r && answers[i].Margin >= model.Cutoff).Count() / (double)test.Count,
            none.Count(m => m < model.Cutoff) / (double)none.Count,
            none.Average(m => answers.Count(a => a.Margin > m) / (double)answers.Count),
            trained,
            Stopwatch.GetElapsedTime(start).TotalMicroseconds / test.Count,
            (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / test.Count
        );
    }

    private sealed record Figures(double Accuracy, double InScope, double OfNone, double Auroc, double TrainSeconds, double Microseconds, double Kilobytes);
}
