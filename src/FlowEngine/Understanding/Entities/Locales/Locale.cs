using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace FlowEngine.Understanding.Entities.Locales;

/// <summary>
/// The words of one language, ready for look-up. A language is a file beside this one, made part of the assembly; a tag such
/// as <c>de-AT</c> is read as <c>de</c>, and a language without a file as English. Immutable and shared.
/// </summary>
internal sealed class Locale
{
    private const string Prefix = "FlowEngine.Understanding.locale.";

    private static readonly FrozenDictionary<string, Locale> All = Load();

    private Locale(LocaleFile file, SharedFile shared)
    {
        (File, Shared) = (file, shared);
        Numbers = Table(file.Numbers.Words, Whole);
        Multipliers = Table(file.Numbers.Multipliers, Amount);
        NumberJoiners = Set(file.Numbers.Joiners);
        Articles = Set(file.Numbers.Articles);
        Fractions = Table(file.Numbers.Fractions, Amount);
        HalfMore = Set(file.Numbers.HalfMore);
        Pronouns = Set(file.Numbers.Pronouns);
        BeforePronouns = Set(file.Numbers.BeforePronouns);
        Quantities = Table(shared.Quantities.Concat(file.Units.Quantities), v => v);
        Currencies = Table(shared.Currencies.Concat(file.Units.Currencies), v => v);
        Cents = Table(file.Units.Cents, v => v);
        Durations = Table(
            file.Units.Durations.Append(new(DurationUnit.Day, file.Units.BusinessDays)),
            v => v
        );
        Regional = file.Units.Regional.ToFrozenDictionary(r => r.Key, r => Table(r.Value, v => v), StringComparer.Ordinal);
        Rates = Set(file.Units.Rates);
        DurationJoiners = Set(file.Units.DurationJoiners);
        Ignored = Set(file.Ignored);
        Past = Set(file.Dates.Past);
        Future = Set(file.Dates.Future);
        Dates = new DateLocale(file.Dates);
        Times = new TimeLocale(file.Times, file.Ranges);
        Common = file.Common.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Fold).ToFrozenSet(StringComparer.Ordinal);
        Plurals = [.. file.Plurals.Select(Fold)];
        NumberParts = [.. Parts(file.Numbers).OrderByDescending(p => p.Word.Length)];
    }

    /// <summary>Languages that have a file.</summary>
    public static IReadOnlyCollection<string> Languages => All.Keys;

    public LocaleFile File { get; }

    public SharedFile Shared { get; }

    public PhraseTable<int> Numbers { get; }

    public PhraseTable<decimal> Multipliers { get; }

    public PhraseTable<bool> NumberJoiners { get; }

    public PhraseTable<bool> Articles { get; }

    public PhraseTable<decimal> Fractions { get; }

    public PhraseTable<bool> HalfMore { get; }

    public PhraseTable<bool> Pronouns { get; }

    public PhraseTable<bool> BeforePronouns { get; }

    public PhraseTable<string> Quantities { get; }

    public PhraseTable<string> Currencies { get; }

    public PhraseTable<string> Cents { get; }

    public PhraseTable<DurationUnit> Durations { get; }

    /// <summary>Currencies that are something else in other countries, by country.</summary>
    public FrozenDictionary<string, PhraseTable<string>> Regional { get; }

    public PhraseTable<bool> Rates { get; }

    public PhraseTable<bool> DurationJoiners { get; }

    public PhraseTable<bool> Ignored { get; }

    public PhraseTable<bool> Past { get; }

    public PhraseTable<bool> Future { get; }

    public DateLocale Dates { get; }

    public TimeLocale Times { get; }

    public FrozenSet<string> Common { get; }

    public IReadOnlyList<string> Plurals { get; }

    /// <summary>What numbers in one word are made of, longest first; 0 is "and".</summary>
    public IReadOnlyList<(string Word, decimal Value)> NumberParts { get; }

    /// <summary>The words of a language.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static Locale Of(string language)
    {
        if (All.TryGetValue(language, out var exact))
        {
            return exact;
        }

        var end = language.IndexOfAny(['-', '_']);
        return All.GetValueOrDefault(end > 0 ? language[..end] : language) ?? All["en"];
    }

    /// <summary>Phrases that mean no more than that they are there.</summary>
    public static PhraseTable<bool> Set(IEnumerable<string> phrases) => new(phrases.Distinct().Select(p => KeyValuePair.Create(p, true)));

    /// <summary>Turns the tables of a file round: from the words to the value.</summary>
    public static PhraseTable<TValue> Table<TKey, TValue>(IEnumerable<KeyValuePair<TKey, IReadOnlyList<string>>> words, Func<TKey, TValue> read) =>
        new(words.SelectMany(w => w.Value.Select(p => KeyValuePair.Create(p, read(w.Key)))));

    public static int Whole(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static decimal Amount(string number) => decimal.Parse(number, CultureInfo.InvariantCulture);

    private static string Fold(string word) => string.Concat(Reading.Tokenizer.Cut(word).Select(t => t.Text));

    private static IEnumerable<(string Word, decimal Value)> Parts(NumberWords numbers)
    {
        if (!numbers.IsCompound)
        {
            return [];
        }

        var words = numbers.Words.Concat(numbers.Multipliers).SelectMany(n => n.Value.Select(w => (Fold(w), Amount(n.Key))));
        var ones = numbers.Articles.Take(1).Select(a => (Fold(a), 1m));
        return words.Concat(ones).Concat(numbers.Joiners.Select(j => (Fold(j), 0m))).Where(p => p.Item1.Length > 2);
    }

    private static FrozenDictionary<string, Locale> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var shared = Read(assembly, $"{Prefix}all.json", LocaleJson.Default.SharedFile);
        return assembly
            .GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && !n.EndsWith(".all.json", StringComparison.Ordinal))
            .ToFrozenDictionary(
                n => n[Prefix.Length..^".json".Length],
                n => new Locale(Read(assembly, n, LocaleJson.Default.LocaleFile), shared),
                StringComparer.OrdinalIgnoreCase
            );
    }

    private static T Read<T>(Assembly assembly, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var stream = assembly.GetManifestResourceStream(name)!; // part of the project
        return JsonSerializer.Deserialize(stream, type)!; // "null" is no such file
    }
}
