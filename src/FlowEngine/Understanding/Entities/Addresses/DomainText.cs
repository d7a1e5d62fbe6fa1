using System.Globalization;

namespace FlowEngine.Understanding.Entities.Addresses;

/// <summary>Names of computers in a text.</summary>
internal static class DomainText
{
    private const int LongestLabel = 63;
    private const int LongestDomain = 253;

    /// <summary>Length of the domain that begins here, with a point in it and letters behind the last one; 0 for none.</summary>
    public static int LengthAt(string text, int start)
    {
        var (best, label) = (0, start);
        var most = Math.Min(text.Length, start + LongestDomain);
        for (var i = start; i <= most; i++)
        {
            if (i < most && (IsLetterOrDigit(text[i]) || text[i] == '-'))
            {
                continue;
            }

            if (!IsLabel(text, label, i))
            {
                break;
            }

            best = label > start && IsTop(text, label, i) ? i - start : best;
            if (i == most || text[i] != '.')
            {
                break;
            }

            label = i + 1;
        }

        return best;
    }

    public static bool IsLetterOrDigit(char c) =>
        char.IsAsciiLetterOrDigit(c)
        || (c >= 128 && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber));

    public static string Lower(string domain) => string.Create(domain.Length, domain, (s, d) => d.AsSpan().ToLowerInvariant(s));

    private static bool IsLabel(string text, int start, int end) =>
        end > start && end - start <= LongestLabel && text[start] != '-' && text[end - 1] != '-';

    private static bool IsTop(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsLetter(text[i]))
            {
                return false;
            }
        }

        return end - start is >= 2 and <= 24;
    }
}
