using System.Globalization;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Addresses;

/// <summary>Web addresses, also without "https://" where they begin with "www." or end as domains do; the value is absolute.</summary>
internal sealed class UrlExtractor : EntityExtractor
{
    private const int Longest = 2_000;
    private const string Opening = "(<[{\"'„“«*";
    private const string Closing = ".,;:!?)>]}\"'“”»*…";

    public override IEnumerable<FoundValue> Find(MessageReading reading)
    {
        var text = reading.Text;
        var (start, found) = (0, 0);
        while (start < text.Length && found < MaximumValues)
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            if (end - start <= Longest && Trim(text, start, end) is { Length: > 3 } piece && Read(reading, piece) is { } url)
            {
                found++;
                yield return new FoundValue(piece.Start, piece.Length, JsonValues.Of(url));
            }

            start = end;
        }
    }

    /// <summary>Without brackets and marks of the sentence around it.</summary>
    private static (int Start, int Length) Trim(string text, int start, int end)
    {
        var scheme = text.IndexOf("http", start, end - start, StringComparison.OrdinalIgnoreCase);
        start = scheme > start && scheme - start < 20 && text[scheme - 1] is var before && !char.IsLetterOrDigit(before) ? scheme : start;
        while (start < end && Opening.Contains(text[start], StringComparison.Ordinal))
        {
            start++;
        }

        while (end > start && Closing.Contains(text[end - 1], StringComparison.Ordinal) && !(text[end - 1] == ')' && IsBalanced(text.AsSpan(start, end - start))))
        {
            end--;
        }

        return (start, end - start);
    }

    private static bool IsBalanced(ReadOnlySpan<char> text) => text.Count('(') >= text.Count(')');

    private static string? Read(MessageReading reading, (int Start, int Length) piece)
    {
        var text = reading.Text.AsSpan(piece.Start, piece.Length);
        var hasScheme = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if ((!hasScheme && !IsDomain(reading, piece)) || HasUnseen(text))
        {
            return null;
        }

        var whole = hasScheme ? text.ToString() : $"https://{text}";
        return Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Host.Length > 0 ? uri.AbsoluteUri : null;
    }

    private static bool IsDomain(MessageReading reading, (int Start, int Length) piece)
    {
        var length = DomainText.LengthAt(reading.Text, piece.Start);
        if (length == 0 || !(length == piece.Length || reading.Text[piece.Start + length] is '/' or '?' or '#' or ':'))
        {
            return false;
        }

        var domain = reading.Text.Substring(piece.Start, length);
        return domain.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || reading.Locale.Shared.Domains.Contains(domain[(domain.LastIndexOf('.') + 1)..]);
    }

    /// <summary>Direction marks and the like make an address look like another one.</summary>
    private static bool HasUnseen(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || (c >= 128 && char.GetUnicodeCategory(c) == UnicodeCategory.Format))
            {
                return true;
            }
        }

        return false;
    }
}
