using System.Globalization;
using System.Text;

namespace Connectors.Http.Curl;

/// <summary>
/// Splits a command line into words as bash does, and as cmd does for what browsers copy on Windows:
/// <code>
/// curl 'https://a.example/x' -H "A: b" --data-raw $'it\'s \u0041' \
///   -d "{\"a\": 1}"
/// curl "https://a.example/x" ^
///   -H ^"A: b^" --data-raw "{^\^"a^\^": 1}"
/// </code>
/// Nothing is expanded: a variable stays as written.
/// </summary>
internal sealed class ShellWords(string text)
{
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private readonly bool _isCmd = LooksLikeCmd(text);
    private bool _inWord;
    private int _at;

    /// <summary>Splits a command line.</summary>
    /// <param name="text">The command line.</param>
    /// <returns>Its words; what follows a pipe or the next command is left out.</returns>
    /// <exception cref="FormatException">A quote has no end.</exception>
    public static IReadOnlyList<string> Split(string text) => new ShellWords(text).Read();

    private List<string> Read()
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (char.IsWhiteSpace(c))
            {
                EndWord();
                _at++;
                // Documentation often forgets the backslash: a line that starts with an option goes on.
                if (c == '\n' && _words.Count > 0 && !text.AsSpan(_at).TrimStart().StartsWith("-"))
                {
                    break;
                }
            }
            else if (!_inWord && c is '|' or ';' or '>' or '<' || (c == '&' && !_isCmd && !_inWord))
            {
                break;
            }
            else if (_isCmd)
            {
                StepCmd(c);
            }
            else
            {
                StepBash(c);
            }
        }

        EndWord();
        return _words;
    }

    private void StepBash(char c)
    {
        _inWord = true;
        switch (c)
        {
            case '\\' or '`' when IsLineEnd(_at + 1, out var behind): // PowerShell uses the backtick
                _inWord = _word.Length > 0;
                _at = behind;
                break;
            case '\\' when _at + 1 < text.Length:
                _word.Append(text[_at + 1]);
                _at += 2;
                break;
            case '$' when Next() == '\'':
                _at += 2;
                ReadAnsi();
                break;
            case '\'':
                var close = text.IndexOf('\'', _at + 1);
                if (close < 0)
                {
                    throw NoEnd('\'');
                }

                _word.Append(text, _at + 1, close - _at - 1);
                _at = close + 1;
                break;
            case '"':
                ReadDouble();
                break;
            default:
                _word.Append(c);
                _at++;
                break;
        }
    }

    private void ReadDouble()
    {
        for (_at++; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == '"')
            {
                _at++;
                return;
            }

            if (c == '\\' && IsLineEnd(_at + 1, out var behind))
            {
                _at = behind - 1;
            }
            else if (c == '\\' && Next() is '"' or '\\' or '$' or '`' or '!')
            {
                _word.Append(text[++_at]);
            }
            else
            {
                _word.Append(c);
            }
        }

        throw NoEnd('"');
    }

    /// <summary><c>$'…'</c> (bash manual, ANSI-C quoting).</summary>
    private void ReadAnsi()
    {
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == '\'')
            {
                return;
            }

            if (c != '\\' || _at == text.Length)
            {
                _word.Append(c);
                continue;
            }

            var escaped = text[_at++];
            _ = escaped switch
            {
                'n' => _word.Append('\n'),
                'r' => _word.Append('\r'),
                't' => _word.Append('\t'),
                'b' => _word.Append('\b'),
                'f' => _word.Append('\f'),
                'v' => _word.Append('\v'),
                'a' => _word.Append('\a'),
                'e' or 'E' => _word.Append('\u001b'),
                'x' => AppendCode(2),
                'u' => AppendCode(4),
                'U' => AppendCode(8),
                _ => _word.Append(escaped),
            };
        }

        throw NoEnd('\'');
    }

    private StringBuilder AppendCode(int most)
    {
        var start = _at;
        while (_at < text.Length && _at - start < most && char.IsAsciiHexDigit(text[_at]))
        {
            _at++;
        }

        return
            int.TryParse(text.AsSpan(start, _at - start), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
            && (Rune.IsValid(code) || code is >= 0xD800 and <= 0xDFFF)
            ? code <= 0xFFFF
                ? _word.Append((char)code) // halves of a pair come one after the other
                : _word.Append(new Rune(code).ToString())
            : _word.Append('\uFFFD');
    }

    /// <summary>In cmd a caret takes the next character as it is, inside of quotes too, as browsers write it; the program then reads \" and "".</summary>
    private void StepCmd(char c)
    {
        _inWord = true;
        if (c == '^' && IsLineEnd(_at + 1, out var behind))
        {
            _inWord = _word.Length > 0;
            _at = behind;
            return;
        }

        if (ReadCmd(out var read) != '"' || read)
        {
            return;
        }

        while (_at < text.Length)
        {
            if (ReadCmd(out read) == '"' && !read)
            {
                return;
            }
        }

        throw NoEnd('"');
    }

    /// <summary>Takes one character; quotes that are not escaped are not taken.</summary>
    private char ReadCmd(out bool isTaken)
    {
        var c = Unescaped();
        isTaken = true;
        if (c == '\\' && _at < text.Length)
        {
            var before = _at;
            if (Unescaped() == '"')
            {
                _word.Append('"');
                return '"';
            }

            _at = before;
        }

        if (c == '"')
        {
            isTaken = false;
            return c;
        }

        _word.Append(c);
        return c;
    }

    private char Unescaped()
    {
        if (text[_at] == '^' && _at + 1 < text.Length)
        {
            // Browsers write a line end inside of a text as ^ and an empty line.
            if (IsLineEnd(_at + 1, out var behind))
            {
                _at = IsLineEnd(behind, out var second) ? second : behind;
                return '\n';
            }

            _at += 2;
            return text[_at - 1];
        }

        return text[_at++];
    }

    private void EndWord()
    {
        if (_inWord)
        {
            _words.Add(_word.ToString());
            _word.Clear();
            _inWord = false;
        }
    }

    private bool IsLineEnd(int at, out int behind)
    {
        behind = at;
        if (behind < text.Length && text[behind] == '\r')
        {
            behind++;
        }

        if (behind < text.Length && text[behind] == '\n')
        {
            behind++;
            return true;
        }

        return false;
    }

    private char Next() => _at + 1 < text.Length ? text[_at + 1] : '\0';

    private static bool LooksLikeCmd(string text) =>
        text.Contains("^\"", StringComparison.Ordinal)
        || text.Contains("^\n", StringComparison.Ordinal)
        || text.Contains("^\r", StringComparison.Ordinal);

    private static FormatException NoEnd(char quote) => new($"A text that starts with {quote} has no end. Paste the whole command.");
}
