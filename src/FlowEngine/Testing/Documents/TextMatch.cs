using System.Text.RegularExpressions;

namespace FlowEngine.Testing.Documents;

/// <summary>What a text is expected to be.</summary>
/// <param name="How">How the text is compared.</param>
/// <param name="Wanted">The text, a part of it, or a pattern.</param>
internal sealed partial record TextMatch(TextComparison How, string Wanted)
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(500);
    private readonly Regex? _pattern = How == TextComparison.Matches
        ? new Regex(Wanted, RegexOptions.CultureInvariant, PatternLimit)
        : null;

    /// <summary>Whether a text is as expected.</summary>
    public bool Fits(string text) =>
        How switch
        {
            TextComparison.Is => text == Wanted,
            TextComparison.Contains => text.Contains(Wanted, StringComparison.Ordinal),
            TextComparison.Matches => IsMatch(text),
            _ => Normal(text) == Normal(Wanted),
        };

    /// <summary>The expectation in words.</summary>
    public override string ToString() =>
        How switch
        {
            TextComparison.Contains => $"a text with \"{Wanted}\"",
            TextComparison.Matches => $"a text that matches {Wanted}",
            _ => $"\"{Wanted}\"",
        };

    // A hostile pattern of a test costs the limit and fits nothing.
    private bool IsMatch(string text)
    {
        try
        {
            return _pattern!.IsMatch(text); // made above for this comparison
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Normal(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

/// <summary>How texts are compared.</summary>
internal enum TextComparison
{
    /// <summary>The same words: runs of white space count as one blank.</summary>
    Same,

    /// <summary>The same characters.</summary>
    Is,

    /// <summary>A part of the text.</summary>
    Contains,

    /// <summary>A regular expression that matches somewhere.</summary>
    Matches,
}
