using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Connectors.OpenApi.Reading;

/// <summary>Makes short plain text of descriptions, which are Markdown, HTML, and sometimes whole manuals.</summary>
internal static partial class PlainText
{
    private const int Longest = 300;

    /// <summary>What cannot stay; most texts have none of it.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(c => c == '<' || (c != ' ' && (char.IsWhiteSpace(c) || IsOther(c))))]
    );

    /// <summary>Takes the beginning of a text.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="longest">Most characters.</param>
    /// <returns>One line; empty for none.</returns>
    public static string Of(string? text, int longest = Longest)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var start = text.Length > longest * 8 ? text[..(longest * 8)] : text;
        var plain = start.AsSpan().ContainsAny(Marks) || start.Contains("  ", StringComparison.Ordinal) ? Plain(start) : start.Trim();
        return plain.Length <= longest ? plain : string.Concat(plain.AsSpan(0, plain.LastIndexOf(' ', longest - 2) is > 20 and var at ? at : longest - 1), "…");
    }

    private static string Plain(string text) => Spaces().Replace(Tags().Replace(text, " "), " ").Trim();

    private static bool IsOther(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    [GeneratedRegex("<[^<>]{1,200}>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}]+")]
    private static partial Regex Spaces();
}
