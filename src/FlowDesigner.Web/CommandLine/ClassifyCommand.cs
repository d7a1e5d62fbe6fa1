using System.Text.Json.Nodes;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Intents;

namespace FlowDesigner.Web.CommandLine;

/// <summary>
/// Learns the intents of one file and classifies the messages of another: one line of JSON,
/// <c>{ "accuracy": 0.93, "macroF1": 0.92, "trainSeconds": 12.3, "predictMicroseconds": 180.5 }</c>.
/// A message whose intent is empty, or one that was not learned, is right when it is taken for none; where there is no such
/// message the best intent counts, however good it is.
/// </summary>
internal sealed class ClassifyCommand : ICommand
{
    /// <summary>Messages classified before the clock starts.</summary>
    private const int WarmUp = 300;

    public string Name => "classify";

    public string Arguments => "--train <csv> --test <csv> [--language <tag>]";

    public string Summary => "Learns intents from phrases and tells how well it classifies messages.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        var options = ClassifyOptions.Parse(arguments);
        var (train, test) = (PhraseFile.Read(options.Train), PhraseFile.Read(options.Test));
        var learned = train.FindAll(p => p.Intent.Length > 0);
        if (learned.Count == 0 || test.Count == 0)
        {
            await streams.Error.WriteLineAsync($"There is no phrase in {(test.Count == 0 ? options.Test : options.Train)}.");
            return ExitCode.Problems;
        }

        var language = options.Language ?? LanguageGuess.Of(learned.Select(p => p.Text));
        var training = new TrainingOptions(language) { OfNone = [.. train.Where(p => p.Intent.Length == 0).Select(p => p.Text)] };
        var known = learned.Select(p => p.Intent).ToHashSet(StringComparer.Ordinal);
        var mayReject = test.Exists(p => !known.Contains(p.Intent));
        var began = TimeProvider.System.GetTimestamp();
        var model = mayReject
            ? IntentTrainer.Train(learned, training, cancellationToken)
            : IntentTrainer.Learn(learned, training, cancellationToken);
        var trained = TimeProvider.System.GetElapsedTime(began);

        foreach (var phrase in test.Take(WarmUp))
        {
            model.Classify(phrase.Text);
        }

        began = TimeProvider.System.GetTimestamp();
        var answers = test.ConvertAll(p => model.Classify(p.Text));
        var predicted = TimeProvider.System.GetElapsedTime(began);

        var results = test.Select((p, i) => (Wanted: known.Contains(p.Intent) ? p.Intent : "", Given: GivenBy(answers[i], model, mayReject))).ToList();
        var line = new JsonObject
        {
            ["accuracy"] = Math.Round(results.Count(r => r.Wanted == r.Given) / (double)results.Count, 4),
            ["macroF1"] = Math.Round(MacroF1(results), 4),
            ["trainSeconds"] = Math.Round(trained.TotalSeconds, 2),
            ["predictMicroseconds"] = Math.Round(predicted.TotalMicroseconds / test.Count, 1),
        };
        await streams.Out.WriteLineAsync(line.ToJsonString());
        return ExitCode.Ok;
    }

    private static string GivenBy(IReadOnlyList<IntentScore> scores, IntentModel model, bool mayReject) =>
        scores is [var best, ..] && (!mayReject || best.Score >= model.Threshold) ? best.Intent : "";

    /// <summary>Mean over the intents, wanted or given, of the harmonic mean of precision and recall.</summary>
    private static double MacroF1(List<(string Wanted, string Given)> results)
    {
        var intents = results.SelectMany(r => new[] { r.Wanted, r.Given }).Distinct(StringComparer.Ordinal);
        var (wanted, given) = (results.ToLookup(r => r.Wanted, StringComparer.Ordinal), results.ToLookup(r => r.Given, StringComparer.Ordinal));
        return intents.Average(intent =>
        {
            var (all, claimed) = (wanted[intent].Count(), given[intent].Count());
            var right = wanted[intent].Count(r => r.Given == intent);
            return 2.0 * right / (all + claimed);
        });
    }
}
