using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Nodes.Conditions;

/// <summary>Regular expressions of authors: linear time where .NET can, else limited in time.</summary>
internal static class PatternMatch
{
    /// <summary>Longest pattern. Unit: characters.</summary>
    public const int MaximumLength = 1_000;

    private const int CacheSize = 1_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);
    private static readonly ConcurrentDictionary<(string Pattern, bool IgnoreCase), Regex> Known = new();

    /// <summary>The operator <c>matches</c>: the pattern is found somewhere in the text.</summary>
    /// <exception cref="RegexMatchTimeoutException">The match takes too long.</exception>
    /// <exception cref="RegexParseException">The pattern is malformed.</exception>
    public static bool Holds(Operands o) =>
        ValueComparison.IsPlain(o.Left)
        && o.Right.ValueKind == JsonValueKind.String
        && Compile(ValueComparison.TextOf(o.Right), o.IgnoreCase).IsMatch(ValueComparison.TextOf(o.Left));

    /// <summary>Compiles a pattern, or takes it from those compiled before.</summary>
    /// <exception cref="RegexParseException">The pattern is malformed or too long.</exception>
    public static Regex Compile(string pattern, bool ignoreCase)
    {
        if (Known.TryGetValue((pattern, ignoreCase), out var known))
        {
            return known;
        }

        if (Known.Count >= CacheSize)
        {
            // Only patterns that are calculated are this many.
            Known.Clear();
        }

        return Known.GetOrAdd((pattern, ignoreCase), CompileNew(pattern, ignoreCase));
    }

    private static Regex CompileNew(string pattern, bool ignoreCase)
    {
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var bounded = pattern.Length > MaximumLength ? throw new ArgumentException($"The pattern is longer than {MaximumLength} characters.") : pattern;
        try
        {
            return new Regex(bounded, options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            // Lookarounds and back references.
            return new Regex(bounded, options, Limit);
        }
    }
}
