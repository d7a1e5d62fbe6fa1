using System.Globalization;

namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>
/// Cuts a script into tokens (ECMA-262, clause 12). Keeps no state: the parser tells where to read, and whether a slash
/// begins a regular expression, because only it knows.
/// </summary>
internal sealed partial class Lexer(SourceText source)
{
    // The longest that fits wins, so longer ones come first.
    private static readonly string[] Punctuators =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".", "`",
    ];

    private static readonly string[][] ByFirst =
    [
        .. Enumerable.Range(0, 128).Select(c => Punctuators.Where(p => p[0] == c).ToArray()),
    ];

    private readonly string _text = source.Text;

    /// <summary>The token that begins at a character or behind the blanks and comments there.</summary>
    public Token Read(int from)
    {
        var start = SkipBlanks(from, out var isAfterLineEnd);
        if (start >= _text.Length)
        {
            return new Token(TokenKind.End, string.Empty, new TextSpan(start, start), isAfterLineEnd);
        }

        var c = _text[start];
        if (IsNameStart(c))
        {
            return Name(TokenKind.Name, start, start, isAfterLineEnd);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(At(start + 1))))
        {
            return Number(start, isAfterLineEnd);
        }

        return c switch
        {
            '"' or '\'' => ReadText(start, isAfterLineEnd),
            '#' when IsNameStart(At(start + 1)) => Name(TokenKind.PrivateName, start, start + 1, isAfterLineEnd),
            '\\' => throw source.Error(start, "Write names without escapes."),
            _ => Punctuator(start, isAfterLineEnd),
        };
    }

    /// <summary>A regular expression whose slash stands at a character: pattern, flags and where it ends.</summary>
    public (string Pattern, string Flags, int End) ReadRegex(int start)
    {
        var isInClass = false;
        var end = start + 1;
        for (; ; end++)
        {
            var c = At(end);
            if (end >= _text.Length || IsLineEnd(c))
            {
                throw source.Error(start, "The regular expression has no end: a / is missing.");
            }

            if (c == '/' && !isInClass)
            {
                break;
            }

            isInClass = c == '[' || (isInClass && c != ']');
            end += c == '\\' && !IsLineEnd(At(end + 1)) ? 1 : 0;
        }

        var flags = end + 1;
        while (IsNamePart(At(flags)))
        {
            flags++;
        }

        return (_text[(start + 1)..end], _text[(end + 1)..flags], flags);
    }

    private char At(int index) => index < _text.Length ? _text[index] : '\0';

    private Token Name(TokenKind kind, int start, int nameStart, bool isAfterLineEnd)
    {
        var end = nameStart + 1;
        while (IsNamePart(At(end)))
        {
            end++;
        }

        if (At(end) == '\\')
        {
            throw source.Error(end, "Write names without escapes.");
        }

        return new Token(kind, _text[nameStart..end], new TextSpan(start, end), isAfterLineEnd);
    }

    private Token Punctuator(int start, bool isAfterLineEnd)
    {
        var c = _text[start];
        foreach (var punctuator in c < ByFirst.Length ? ByFirst[c] : [])
        {
            // "a?.5:b" is a choice, not a chain.
            if (
                string.CompareOrdinal(_text, start, punctuator, 0, punctuator.Length) == 0
                && !(punctuator == "?." && char.IsAsciiDigit(At(start + 2)))
            )
            {
                return new Token(TokenKind.Punctuator, punctuator, new TextSpan(start, start + punctuator.Length), isAfterLineEnd);
            }
        }

        throw source.Error(start, $"The character {c} means nothing here.");
    }

    private int SkipBlanks(int from, out bool isAfterLineEnd)
    {
        isAfterLineEnd = false;
        var at = from;
        while (at < _text.Length)
        {
            var c = _text[at];
            if (IsLineEnd(c))
            {
                isAfterLineEnd = true;
                at++;
            }
            else if (IsBlank(c))
            {
                at++;
            }
            else if (c == '/' && At(at + 1) == '/')
            {
                while (at < _text.Length && !IsLineEnd(_text[at]))
                {
                    at++;
                }
            }
            else if (c == '/' && At(at + 1) == '*')
            {
                var end = _text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw source.Error(at, "The comment has no end: */ is missing.");
                }

                isAfterLineEnd |= _text.AsSpan(at, end - at).IndexOfAny("\n\r\u2028\u2029") >= 0;
                at = end + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    private static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\v' or '\f' or '\u00a0' or '\ufeff' || (c > 127 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

    internal static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or '$' || (c > 127 && char.IsLetter(c));

    internal static bool IsNamePart(char c) =>
        char.IsAsciiLetterOrDigit(c)
        || c is '_' or '$'
        || (
            c > 127
            && CharUnicodeInfo.GetUnicodeCategory(c)
                is UnicodeCategory.UppercaseLetter
                    or UnicodeCategory.LowercaseLetter
                    or UnicodeCategory.TitlecaseLetter
                    or UnicodeCategory.ModifierLetter
                    or UnicodeCategory.OtherLetter
                    or UnicodeCategory.LetterNumber
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.DecimalDigitNumber
                    or UnicodeCategory.ConnectorPunctuation
        );
}
