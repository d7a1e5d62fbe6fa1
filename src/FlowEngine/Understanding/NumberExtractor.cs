using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Understanding;

/// <summary>Numbers by the visitor's language: "1.234,5" is 1234.5 in German, "1,234.5" in English; words up to twelve.</summary>
internal sealed partial class NumberExtractor : EntityExtractor
{
    private static readonly Dictionary<string, int> Words = Index(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
    );

    public override IEnumerable<FoundValue> Find(string text, UnderstandingContext context)
    {
        var usesComma = Languages.UsesDecimalComma(context.Language);
        foreach (Match match in Number().Matches(text))
        {
            if (match.Groups["word"].Success)
            {
                if (Words.TryGetValue(match.Value.ToUpperInvariant(), out var word))
                {
                    yield return new FoundValue(match.Index, match.Length, JsonSerializer.SerializeToElement(word));
                }
            }
            else if (Read(match.Value, usesComma) is { } number)
            {
                yield return new FoundValue(match.Index, match.Length, JsonSerializer.SerializeToElement(number));
            }
        }
    }

    private static Dictionary<string, int> Index(params string[][] languages)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, word) in languages.SelectMany(names => names.Index()))
        {
            words.Add(word.ToUpperInvariant(), value);
        }

        return words;
    }

    /// <summary>Reads digits with points and commas; a lone separator that cannot group thousands is the decimal one.</summary>
    private static decimal? Read(string text, bool usesComma)
    {
        var isNegative = text[0] is '-' or '−';
        var digits = text.TrimStart('-', '−', '+');
        var (comma, point) = (digits.LastIndexOf(','), digits.LastIndexOf('.'));
        var mark = (comma, point) switch
        {
            ( >= 0, >= 0) => comma > point ? ',' : '.',
            ( >= 0, _) => usesComma || !Groups().IsMatch(digits) ? ',' : '\0',
            (_, >= 0) => !usesComma || !Groups().IsMatch(digits) ? '.' : '\0',
            _ => '\0',
        };
        // In English "1.234" is a fraction, in German "1,234" is one; two of the same mark always group.
        if (mark != '\0' && digits.AsSpan().Count(mark) > 1)
        {
            mark = '\0';
        }

        var plain = string.Concat(digits.Where(c => char.IsAsciiDigit(c) || c == mark)).Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? isNegative ? -number : number
            : null;
    }

    // A number is no part of a word, a date or an address: "A10", "24.12.2026", "10:30", "mug-01".
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_.,:/@-])(?:[-−+]?[0-9]+(?:[.,][0-9]+)*(?![\p{L}\p{N}_@]|[:/-][\p{L}\p{N}])|(?<word>\p{L}{2,6})(?![\p{L}\p{N}_@-]))",
        RegexOptions.CultureInvariant,
        250
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{1,3}(?:[.,][0-9]{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();
}
