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

    private static readonly FrozenDictionary<string, Phrases> All = Load();

    private readonly FrozenSet<string> _yes;
    private readonly FrozenSet<string> _no;
    private readonly FrozenSet<string> _cancel;
    private readonly FrozenSet<string> _skip;
    private readonly string[] _polite;
    private readonly string[] _correction;
    private readonly string[] _joins;
    private readonly string[] _articles;

    private Phrases(PhraseFile file)
    {
        (_yes, _no) = (Normal(file.Yes).ToFrozenSet(), Normal(file.No).ToFrozenSet());
        (_cancel, _skip) = (Normal(file.Cancel).ToFrozenSet(), Normal(file.Skip).ToFrozenSet());
        (_polite, _correction) = (Normal(file.Polite), Normal(file.Correction));
        (_joins, _articles) = (Normal(file.Joins), Normal(file.Articles));
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
