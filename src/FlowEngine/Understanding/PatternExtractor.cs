using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Understanding;

/// <summary>An analyst's regular expression: whole tokens, any case; linear time where .NET can, else 100 ms.</summary>
internal sealed class PatternExtractor : EntityExtractor
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    private readonly Regex? _regex;

    public PatternExtractor(string? pattern) => _regex = pattern is null ? null : Compile(pattern);

    public override IEnumerable<FoundValue> Find(string text, UnderstandingContext context)
    {
        if (_regex is null)
        {
            return [];
        }

        try
        {
            return
            [
                .. _regex
                    .Matches(text)
                    .Where(m => m.Length > 0 && IsWhole(text, m))
                    .Select(m => new FoundValue(m.Index, m.Length, JsonSerializer.SerializeToElement(m.Value))),
            ];
        }
        catch (RegexMatchTimeoutException)
        {
            // The validator warns of such patterns; a message must not wait for them.
            return [];
        }
    }

    /// <summary>Compiles; null when the pattern is malformed, which validation reports.</summary>
    private static Regex? Compile(string pattern)
    {
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        // "^[0-9]+$" describes the value, which may stand in the middle of a sentence.
        var inner = pattern.StartsWith('^') && pattern.EndsWith('$') && !pattern.EndsWith(@"\$", StringComparison.Ordinal)
            ? $"(?:{pattern[1..^1]})"
            : pattern;
        try
        {
            // Its time is linear: a limit by the clock would only lose values on a busy machine.
            return new Regex(inner, Options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            // Lookarounds and back references.
            return new Regex(inner, Options, Limit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // "1003" in "order1003" or "A10034" is part of another word.
    private static bool IsWhole(string text, Match match)
    {
        var end = match.Index + match.Length;
        return !(match.Index > 0 && IsWord(text[match.Index - 1]) && IsWord(text[match.Index]))
            && !(end < text.Length && IsWord(text[end]) && IsWord(text[end - 1]));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
