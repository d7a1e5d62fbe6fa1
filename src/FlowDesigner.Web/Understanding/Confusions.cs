using FlowRuntime.Learning;

namespace FlowDesigner.Web.Understanding;

/// <summary>What became of the phrases of each intent while they were left out of the learning.</summary>
public sealed class Confusions
{
    /// <summary>Stands for no intent.</summary>
    public const string None = "";

    private const double Threshold = 0.5;

    private readonly Dictionary<(string Intent, string Found), List<string>> _phrases = [];

    /// <summary>Counts what a report tells.</summary>
    /// <param name="report">The report.</param>
    public Confusions(LearnedReport report)
    {
        foreach (var (_, phrase) in report.LeftOut)
        {
            var key = (phrase.Intent, phrase.Score >= Threshold ? phrase.Found : None);
            (_phrases.TryGetValue(key, out var list) ? list : _phrases[key] = []).Add(phrase.Text);
        }

        Intents = [.. _phrases.Keys.Select(k => k.Intent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Wrong =
        [
            .. _phrases
                .Where(p => p.Key.Intent != p.Key.Found)
                .Select(p => new Confusion(p.Key.Intent, p.Key.Found, p.Value))
                .OrderByDescending(c => c.Phrases.Count)
                .ThenBy(c => c.Intent, StringComparer.Ordinal),
        ];
    }

    /// <summary>Intents with phrases that were left out.</summary>
    public IReadOnlyList<string> Intents { get; }

    /// <summary>What was taken for something else, the most frequent first.</summary>
    public IReadOnlyList<Confusion> Wrong { get; }

    /// <summary>How many phrases of an intent were taken for another, or for none.</summary>
    public int Count(string intent, string found) => _phrases.TryGetValue((intent, found), out var list) ? list.Count : 0;

    /// <summary>How many phrases of an intent were left out.</summary>
    public int Count(string intent) => _phrases.Where(p => p.Key.Intent == intent).Sum(p => p.Value.Count);

    /// <summary>Part of an intent's phrases that were understood, 0 to 1; null when none was left out.</summary>
    public double? Understood(string intent) => Count(intent) is > 0 and var all ? (double)Count(intent, intent) / all : null;

    /// <summary>The intents that are worth a row of the table: all where they are few, else those that are confused most.</summary>
    public IReadOnlyList<string> Rows(int most) =>
        Intents.Count <= most
            ? Intents
            : [.. Wrong.SelectMany(c => new[] { c.Intent, c.Found }).Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).Take(most).Order(StringComparer.Ordinal)];
}

/// <summary>Phrases of an intent that were taken for something else.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Found">What they were taken for; empty for none.</param>
/// <param name="Phrases">The phrases.</param>
public sealed record Confusion(string Intent, string Found, IReadOnlyList<string> Phrases);
