using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Lists;

/// <summary>An analyst's regular expression: whole tokens, any case, always in linear time.</summary>
internal sealed class PatternExtractor : EntityExtractor
{
    private readonly Regex? _regex;

    public PatternExtractor(string? pattern) => _regex = pattern is null ? null : TryCompile(pattern);

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>Null when it cannot be run in linear time.</returns>
    /// <exception cref="RegexParseException">It is no regular expression.</exception>
    public static Regex? Compile(string pattern)
    {
        // "^[0-9]+$" describes the value, which may stand in the middle of a sentence.
        var inner = pattern.StartsWith('^') && pattern.EndsWith('$') && !pattern.EndsWith(@"\$", StringComparison.Ordinal)
            ? $"(?:{pattern[1..^1]})"
            : pattern;
        try
        {
            // Its time is linear: a limit by the clock would only lose values on a busy machine.
            return new Regex(
                inner,
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking,
                Regex.InfiniteMatchTimeout
            );
        }
        catch (NotSupportedException)
        {
            // Look-around, back references, and repeats of repeats that make the automaton too large.
            return null;
        }
    }

    public override IEnumerable<FoundValue> Find(MessageReading reading)
    {
        var text = reading.Text;
        return _regex is null
            ? []
            : _regex
                .Matches(text)
                .Where(m => m.Length > 0 && IsWhole(text, m))
                .Take(MaximumValues)
                .Select(m => new FoundValue(m.Index, m.Length, JsonSerializer.SerializeToElement(m.Value)));
    }

    private static Regex? TryCompile(string pattern)
    {
        try
        {
            return Compile(pattern);
        }
        catch (RegexParseException)
        {
            // Validation says so; until then it matches nothing.
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
