using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Addresses;

/// <summary>
/// E-mail addresses as people write them (not all of RFC 5321: no quotes, no comments), with "(at)" for @, too; the domain is
/// lower-cased.
/// </summary>
internal sealed class EmailExtractor : EntityExtractor
{
    private const int LongestLocal = 64;
    private const int LongestAddress = 254;

    public override IEnumerable<FoundValue> Find(MessageReading reading)
    {
        var text = reading.Text;
        var (end, found) = (0, 0);
        for (var i = 0; i < text.Length && found < MaximumValues; i++)
        {
            var mark = MarkAt(reading, i);
            if (mark == 0)
            {
                continue;
            }

            var behind = i + mark;
            // People put blanks around "(at)".
            var (left, right) = mark > 1 ? (SkipBlanks(text, i - 1, -1) + 1, SkipBlanks(text, behind, 1)) : (i, behind);
            var (start, domain) = (LocalBefore(text, left, end), DomainText.LengthAt(text, right));
            var isAddress = start < left && domain > 0 && left - start + domain < LongestAddress && !text.AsSpan(start, left - start).Contains("..", StringComparison.Ordinal);
            if (isAddress)
            {
                end = right + domain;
                found++;
                yield return new FoundValue(start, end - start, JsonValues.Of($"{text[start..left]}@{DomainText.Lower(text.Substring(right, domain))}"));
                i = end - 1;
            }
        }
    }

    /// <summary>Length of what stands for @ here; 0 for nothing.</summary>
    private static int MarkAt(MessageReading reading, int at)
    {
        if (reading.Text[at] == '@')
        {
            return 1;
        }

        if (reading.Text[at] is not ('(' or '[' or '{'))
        {
            return 0;
        }

        var mark = reading.Locale.Shared.AddressMarks.FirstOrDefault(m => string.Compare(reading.Text, at, m, 0, m.Length, StringComparison.OrdinalIgnoreCase) == 0);
        return mark?.Length ?? 0;
    }

    private static int SkipBlanks(string text, int at, int step)
    {
        var first = at;
        while (at >= 0 && at < text.Length && text[at] == ' ' && Math.Abs(at - first) < 2)
        {
            at += step;
        }

        return at;
    }

    private static int LocalBefore(string text, int end, int least)
    {
        var start = end;
        while (start > least && end - start < LongestLocal && (DomainText.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '%' or '+' or '\'' or '-'))
        {
            start--;
        }

        while (start < end && text[start] is '.' or '\'')
        {
            start++;
        }

        return start;
    }
}
