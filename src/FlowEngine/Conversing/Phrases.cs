using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using FlowEngine.Understanding;

namespace FlowEngine.Conversing;

/// <summary>
/// What visitors and bots say in one language. A language is a file beside this one, made part of the assembly; a tag
/// such as <c>de-AT</c> is read as <c>de</c>, and a language without a file as English. Immutable and shared.
/// </summary>
internal sealed class Phrases
{
    private const string Prefix = "FlowEngine.Conversing.phrases.";
    private const string Suffix = ".json";

    /// <summary>Most words that take something back, in front of what is meant.</summary>
    private const int MostBefore = 8;

    private const int LongestContrast = 200;

    private static readonly FrozenDictionary<string, Phrases> All = Load();

    private readonly FrozenSet<string> _yes;
    private readonly FrozenSet<string> _no;
    private readonly FrozenSet<string> _cancel;
    private readonly FrozenSet<string> _skip;
    private readonly string[] _polite;
    private readonly string[] _correction;
    private readonly string[] _joins;
    private readonly string[] _articles;
    private readonly string[] _meant;
    private readonly string[] _not;
    private readonly string[] _but;
    private readonly string[] _swearing;
    private readonly string[] _complaints;

    private Phrases(PhraseFile file)
    {
        (_yes, _no) = (Normal(file.Yes).ToFrozenSet(), Normal(file.No).ToFrozenSet());
        (_cancel, _skip) = (Normal(file.Cancel).ToFrozenSet(), Normal(file.Skip).ToFrozenSet());
        (_polite, _correction) = (Normal(file.Polite), Normal(file.Correction));
        (_joins, _articles) = (Normal(file.Joins), Normal(file.Articles));
        (_meant, _not, _but) = (Normal(file.Taking.Meant), Normal(file.Taking.Not), Normal(file.Taking.But));
        (_swearing, _complaints) = (Normal(file.Mood.Swearing), Normal(file.Mood.Complaints));
        Ordinals = [.. file.Ordinals.Select(TextTokens.Normalise)];
        Words = file;
    }

    /// <summary>Languages that have a file.</summary>
    public static IReadOnlyCollection<string> Languages => All.Keys;

    /// <summary>What the bot says.</summary>
    public PhraseFile Words { get; }

    /// <summary>"first", "second" and so on, normalised.</summary>
    public IReadOnlyList<string> Ordinals { get; }

    /// <summary>The phrases of a language.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static Phrases Of(string language)
    {
        if (All.TryGetValue(language, out var exact))
        {
            return exact;
        }

        var end = language.IndexOfAny(['-', '_']);
        return All.GetValueOrDefault(end > 0 ? language[..end] : language) ?? All["en"];
    }

    /// <summary>Reads yes or no.</summary>
    /// <returns>Null for anything else.</returns>
    public bool? Decide(string text)
    {
        var said = Bare(text);
        return _yes.Contains(said) ? true
            : _no.Contains(said) ? false
            : null;
    }

    public bool IsCancel(string text) => _cancel.Contains(Bare(text));

    public bool IsSkip(string text) => _skip.Contains(Bare(text));

    /// <summary>Tells whether a message takes something back: it begins so, as in "sorry, I meant three".</summary>
    /// <param name="text">The message.</param>
    /// <param name="rest">What comes behind those words, normalised; the whole message when it takes nothing back.</param>
    public bool IsCorrection(string text, out string rest)
    {
        var said = Bare(text);
        rest = Without(said, _correction);
        return rest.Length < said.Length;
    }

    /// <summary>What a visitor means who takes something back in so many words: "no, I meant 3.5" → "3.5".</summary>
    /// <returns>The rest of the message as it was written; null when nothing is taken back, or nothing put in its place.</returns>
    public string? Meant(string text)
    {
        var words = text.Split((char[]?)null, MostBefore + 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? rest = null;
        for (var i = 1; i < words.Length && i <= MostBefore; i++)
        {
            var before = TextTokens.Normalise(string.Join(' ', words, 0, i));
            if (Consists(before, _meant, out var isMeant) && isMeant)
            {
                rest = string.Join(' ', words, i, words.Length - i);
            }
        }

        return rest;
    }

    /// <summary>Reads "not blue, green", "not blue but green" and "green, not blue".</summary>
    /// <returns>What is meant and what is not, as written; null for anything else.</returns>
    public (string Right, string Wrong)? Contrast(string text)
    {
        text = text.Length <= LongestContrast ? text.Trim(' ', '.', '!') : "";
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, w => _not.Contains(TextTokens.Normalise(w)));
        if (at < 0 || at == words.Length - 1)
        {
            return null;
        }

        var behind = words[(at + 1)..];
        var parts = Array.FindIndex(behind, w => w.EndsWith(',') || w.EndsWith(';'));
        var but = Array.FindIndex(behind, w => _but.Contains(TextTokens.Normalise(w)));
        var end = but > 0 ? but : parts >= 0 ? parts + 1 : -1;
        if (end > 0 && end < behind.Length)
        {
            var right = string.Join(' ', behind.Skip(end).SkipWhile(w => _but.Contains(TextTokens.Normalise(w))));
            return right.Length == 0 ? null : (right, string.Join(' ', behind.Take(end)).Trim(',', ';'));
        }

        // "green, not blue": what stands in front is meant, when a comma parts it.
        return at > 0 && words[at - 1].EndsWith(',') ? (string.Join(' ', words.Take(at)).Trim(','), string.Join(' ', behind)) : null;
    }

    /// <summary>Tells whether a normalised message swears.</summary>
    public bool Swears(string said) => HoldsAny(said, _swearing);

    /// <summary>Tells whether a normalised message complains.</summary>
    public bool Complains(string said) => HoldsAny(said, _complaints);

    /// <summary>Drops "the", "my", "number" and the like from the beginning.</summary>
    public string WithoutArticles(string normalised) => Without(normalised, _articles);

    /// <summary>Tells whether nothing but "the", "one" and the like is said.</summary>
    public bool IsArticles(string normalised) => Without($"{normalised} ", _articles).Trim().Length == 0;

    /// <summary>Drops "is", "to" and the like from the beginning.</summary>
    public string WithoutJoins(string normalised) => Without(normalised, _joins);

    /// <summary>A message as phrases are compared: normalised, without "please", "thanks" and the like around it.</summary>
    public string Bare(string text)
    {
        var said = Without(TextTokens.Normalise(text), _polite);
        for (var i = 0; i < _polite.Length; i++)
        {
            if (said.EndsWith($" {_polite[i]}", StringComparison.Ordinal))
            {
                (said, i) = (said[..^(_polite[i].Length + 1)], -1); // another one may stand before it
            }
        }

        return said;
    }

    /// <summary>Drops leading phrases, one after the other; what consists of them alone stays as it is.</summary>
    private static string Without(string said, string[] phrases)
    {
        for (var i = 0; i < phrases.Length; i++)
        {
            if (said.Length > phrases[i].Length && said[phrases[i].Length] == ' ' && said.StartsWith(phrases[i], StringComparison.Ordinal))
            {
                (said, i) = (said[(phrases[i].Length + 1)..], -1); // another one may follow
            }
        }

        return said;
    }

    private static bool HoldsAny(string said, string[] phrases)
    {
        var words = $" {said} ";
        return Array.Exists(phrases, p => words.Contains($" {p} ", StringComparison.Ordinal));
    }

    /// <summary>Tells whether a text is made of polite words and words that take something back, some of them sure ones.</summary>
    private bool Consists(string said, string[] sure, out bool isSure)
    {
        isSure = false;
        while (said.Length > 0)
        {
            var meant = Begins(said, sure);
            isSure |= meant > 0;
            var used = Math.Max(meant, Math.Max(Begins(said, _correction), Begins(said, _polite)));
            if (used == 0)
            {
                return false;
            }

            said = said[used..].TrimStart();
        }

        return true;
    }

    /// <summary>Length of the longest phrase that a text begins with; 0 for none.</summary>
    private static int Begins(string said, string[] phrases) =>
        Array.Find(phrases, p => said.StartsWith(p, StringComparison.Ordinal) && (said.Length == p.Length || said[p.Length] == ' '))?.Length ?? 0;

    private static string[] Normal(IEnumerable<string> phrases) => [.. phrases.Select(TextTokens.Normalise).OrderByDescending(p => p.Length)];

    private static FrozenDictionary<string, Phrases> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var found = new Dictionary<string, Phrases>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!; // the name was listed just now
            var file = JsonSerializer.Deserialize(stream, PhraseJson.Default.PhraseFile)!; // "null" is no such file
            found[name[Prefix.Length..^Suffix.Length]] = new Phrases(file);
        }

        return found.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
