using System.Text;

namespace FlowEngine.Nodes.Conditions;

/// <summary>Formulas written differently only in their blanks are the same.</summary>
internal static class SourceText
{
    /// <summary>Removes the blanks that mean nothing, outside of quotes.</summary>
    public static string Normalise(string source)
    {
        // A slash may begin a regular expression or a comment, where blanks count.
        if (source.Contains('/', StringComparison.Ordinal))
        {
            return source.Trim();
        }

        var text = new StringBuilder(source.Length);
        var quote = '\0';
        var isBlank = false;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (quote != '\0')
            {
                text.Append(c);
                if (c == '\\' && i + 1 < source.Length)
                {
                    text.Append(source[++i]);
                }
                else if (c == quote)
                {
                    quote = '\0';
                }

                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                isBlank = true;
                continue;
            }

            if (isBlank && text.Length > 0 && NeedsBlank(text[^1], c))
            {
                text.Append(' ');
            }

            isBlank = false;
            quote = c is '\'' or '"' or '`' ? c : '\0';
            text.Append(c);
        }

        return text.ToString();
    }

    // "typeof x" and "a + +b" fall apart without their blank.
    private static bool NeedsBlank(char before, char after) => (IsWord(before) && IsWord(after)) || (before == after && before is '+' or '-');

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
