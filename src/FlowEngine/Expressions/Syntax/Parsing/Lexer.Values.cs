using System.Globalization;
using System.Text;

namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>Numbers, texts and the texts of templates.</summary>
internal sealed partial class Lexer
{
    /// <summary>The text of a template up to its next <c>${</c> or its end.</summary>
    /// <param name="start">First character of the text.</param>
    /// <returns>The text, where it ends, and whether the template ends with it.</returns>
    public (TemplateText Text, int End, bool IsLast) ReadTemplateText(int start)
    {
        var cooked = new StringBuilder();
        var isCooked = true;
        for (var at = start; at < _text.Length;)
        {
            var c = _text[at];
            if (c == '`' || (c == '$' && At(at + 1) == '{'))
            {
                // Line ends of Windows are one character in templates (ECMA-262, 12.9.6).
                var raw = _text[start..at].ReplaceLineEndings("\n");
                return (new TemplateText(isCooked ? cooked.ToString() : null, raw), at + (c == '`' ? 1 : 2), c == '`');
            }

            if (c == '\\')
            {
                isCooked &= TryReadEscape(at, cooked, out at);
                continue;
            }

            if (c == '\r')
            {
                at += At(at + 1) == '\n' ? 1 : 0;
                c = '\n';
            }

            cooked.Append(c);
            at++;
        }

        throw source.Error(Math.Max(0, start - 1), "The template has no end: a ` is missing.");
    }

    private Token ReadText(int start, bool isAfterLineEnd)
    {
        var quote = _text[start];
        var value = new StringBuilder();
        for (var at = start + 1; at < _text.Length;)
        {
            var c = _text[at];
            if (c == quote)
            {
                return new Token(TokenKind.Text, value.ToString(), new TextSpan(start, at + 1), isAfterLineEnd);
            }

            if (c is '\n' or '\r')
            {
                break;
            }

            if (c != '\\')
            {
                value.Append(c);
                at++;
            }
            else if (!TryReadEscape(at, value, out var next))
            {
                throw source.Error(at, "This escape means nothing: write \\\\ for a backslash.");
            }
            else
            {
                at = next;
            }
        }

        throw source.Error(start, $"The text has no end: a {quote} is missing.");
    }

    /// <summary>Reads an escape such as <c>\n</c> or <c>\u{1f600}</c>; false for one that means nothing.</summary>
    private bool TryReadEscape(int at, StringBuilder value, out int next)
    {
        var c = At(at + 1);
        next = Math.Min(at + 2, _text.Length);
        switch (c)
        {
            case 'n':
                value.Append('\n');
                return true;
            case 't':
                value.Append('\t');
                return true;
            case 'r':
                value.Append('\r');
                return true;
            case 'b':
                value.Append('\b');
                return true;
            case 'f':
                value.Append('\f');
                return true;
            case 'v':
                value.Append('\v');
                return true;
            case '\r':
                next += At(at + 2) == '\n' ? 1 : 0;
                return true;
            case '\n' or '\u2028' or '\u2029':
                return true;
            case '0' when !char.IsAsciiDigit(At(at + 2)):
                value.Append('\0');
                return true;
            case >= '0' and <= '9':
                return false;
            case 'x':
                return TryReadHex(at + 2, 2, value, ref next);
            case 'u' when At(at + 2) == '{':
                var end = _text.IndexOf('}', at);
                return end > 0
                    && TryParseHex(_text.AsSpan(at + 3, end - at - 3), out var codePoint)
                    && AppendCodePoint(codePoint, value, end + 1, ref next);
            case 'u':
                return TryReadHex(at + 2, 4, value, ref next);
            default:
                value.Append(c);
                return at + 1 < _text.Length;
        }
    }

    private bool TryReadHex(int at, int digits, StringBuilder value, ref int next)
    {
        if (at + digits > _text.Length || !TryParseHex(_text.AsSpan(at, digits), out var code))
        {
            return false;
        }

        value.Append((char)code);
        next = at + digits;
        return true;
    }

    private static bool AppendCodePoint(int codePoint, StringBuilder value, int end, ref int next)
    {
        if (codePoint > 0x10ffff)
        {
            return false;
        }

        if (codePoint is >= 0xd800 and <= 0xdfff)
        {
            value.Append((char)codePoint);
        }
        else
        {
            value.Append(char.ConvertFromUtf32(codePoint));
        }

        next = end;
        return true;
    }

    private static bool TryParseHex(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;

    private Token Number(int start, bool isAfterLineEnd)
    {
        var radix = _text[start] == '0' ? char.ToLowerInvariant(At(start + 1)) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 } : 10;
        var end = radix == 10 ? EndOfDecimal(start) : EndOfDigits(start + 2);
        if (At(end) == 'n')
        {
            throw source.Error(start, "BigInt numbers are not understood here: write the number without the n.");
        }

        var digits = _text[start..end];
        if (
            IsNamePart(At(end))
            || digits.EndsWith('_')
            || digits.Contains("__", StringComparison.Ordinal)
            || !TryReadNumber(digits.Replace("_", string.Empty, StringComparison.Ordinal), radix, out var value)
        )
        {
            throw source.Error(start, "This is no number.");
        }

        return new Token(TokenKind.Number, string.Empty, new TextSpan(start, end), isAfterLineEnd, value);
    }

    private static bool TryReadNumber(string digits, int radix, out double value)
    {
        if (radix == 10)
        {
            return NumberText.TryParse(digits, out value);
        }

        value = 0;
        foreach (var digit in digits.AsSpan(2))
        {
            var number = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (number >= radix)
            {
                return false;
            }

            value = (value * radix) + number;
        }

        return digits.Length > 2;
    }

    private int EndOfDecimal(int start)
    {
        var end = EndOfDigits(start, decimalOnly: true);
        if (At(end) == '.')
        {
            end = EndOfDigits(end + 1, decimalOnly: true);
        }

        if (At(end) is not ('e' or 'E'))
        {
            return end;
        }

        var exponent = end + (At(end + 1) is '+' or '-' ? 2 : 1);
        return char.IsAsciiDigit(At(exponent)) ? EndOfDigits(exponent, decimalOnly: true) : end;
    }

    private int EndOfDigits(int start, bool decimalOnly = false)
    {
        var end = start;
        while (At(end) == '_' || (decimalOnly ? char.IsAsciiDigit(At(end)) : char.IsAsciiHexDigit(At(end))))
        {
            end++;
        }

        return end;
    }
}
