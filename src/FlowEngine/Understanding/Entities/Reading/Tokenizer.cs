using System.Globalization;
using System.Text;

namespace FlowEngine.Understanding.Entities.Reading;

/// <summary>
/// Cuts a message into words, digits and marks in one pass. Characters that show nothing (joiners, direction marks, soft
/// hyphens) part no word; full-width letters are letters, and digits of every script are digits.
/// </summary>
internal static class Tokenizer
{
    private static readonly string[] MarkTexts = [.. Enumerable.Range(0, 256).Select(c => ((char)c).ToString())];

    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>(Math.Max(8, text.Length / 4));
        var buffer = new StringBuilder();
        var (at, last) = (0, -1);
        while (at < text.Length)
        {
            var kind = KindOf(text[at]);
            if (kind is null)
            {
                at++;
                continue;
            }

            var start = at;
            var folded = kind switch
            {
                TokenKind.Word => ReadWord(text, ref at, buffer),
                TokenKind.Digits => ReadDigits(text, ref at, buffer),
                _ => ReadMark(text, ref at),
            };
            tokens.Add(new Token(kind.Value, start, at, folded, start == last));
            last = at;
        }

        return tokens;
    }

    /// <summary>Null for what parts tokens: blanks, controls and what shows nothing.</summary>
    private static TokenKind? KindOf(char c)
    {
        if (char.IsAsciiLetter(c))
        {
            return TokenKind.Word;
        }

        if (char.IsAsciiDigit(c))
        {
            return TokenKind.Digits;
        }

        if (c < 128)
        {
            return char.IsControl(c) || c == ' ' ? null : TokenKind.Mark;
        }

        return char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? TokenKind.Word
            : char.IsDigit(c) ? TokenKind.Digits
            : char.IsWhiteSpace(c) || char.IsControl(c) || IsUnseen(c) ? null
            : TokenKind.Mark;
    }

    private static string ReadWord(string text, ref int at, StringBuilder buffer)
    {
        buffer.Clear();
        var end = at;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (IsUnseen(c))
            {
                continue;
            }

            if (IsApostrophe(c) && at + 1 < text.Length && KindOf(text[at + 1]) == TokenKind.Word)
            {
                buffer.Append('\'');
                continue;
            }

            if (KindOf(c) != TokenKind.Word)
            {
                break;
            }

            buffer.Append(c);
            end = at + 1;
        }

        at = end;
        return WordFold.Fold(buffer);
    }

    private static string ReadDigits(string text, ref int at, StringBuilder buffer)
    {
        buffer.Clear();
        var end = at;
        for (; at < text.Length && (IsUnseen(text[at]) || char.IsDigit(text[at])); at++)
        {
            if (!IsUnseen(text[at]))
            {
                buffer.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text[at])));
                end = at + 1;
            }
        }

        at = end;
        return buffer.ToString();
    }

    private static string ReadMark(string text, ref int at)
    {
        var length = char.IsSurrogatePair(text, at) ? 2 : 1;
        at += length;
        return length == 1 && text[at - 1] < 256 ? MarkTexts[text[at - 1]] : text.Substring(at - length, length);
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '`' or '´';

    private static bool IsUnseen(char c) => c >= 128 && char.GetUnicodeCategory(c) == UnicodeCategory.Format || c == '\u00ad';
}
