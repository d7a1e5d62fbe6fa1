namespace Connectors.Sql.Statements;

/// <summary>
/// Reads one statement far enough to find its first word, its parameters and its end, past strings, names in quotes and
/// comments. A superset of the lexical rules of PostgreSQL (§4.1 of its manual) and SQLite: what it misjudges is refused
/// by the database, which checks once more that there is one statement and that a query changes nothing.
/// <code>
/// SELECT total, '@no parameter' FROM orders -- nor @here
/// WHERE number = @number AND note LIKE $$@not$$;
/// </code>
/// </summary>
internal sealed class SqlReader(string text)
{
    private readonly List<SqlParameterUse> _uses = [];
    private string _verb = "";
    private bool _ended;
    private string? _problem;
    private int _at;

    public SqlStatement Read()
    {
        while (_at < text.Length && _problem is null)
        {
            Step(text[_at]);
        }

        if (_problem is null && _verb.Length == 0)
        {
            _problem = "Write one SQL statement.";
        }

        return new SqlStatement(text, _verb, _uses, _problem);
    }

    private void Step(char c)
    {
        if (char.IsWhiteSpace(c))
        {
            _at++;
        }
        else if (c == '-' && Next() == '-')
        {
            var end = text.AsSpan(_at).IndexOfAny('\n', '\r');
            _at = end < 0 ? text.Length : _at + end;
        }
        else if (c == '/' && Next() == '*')
        {
            SkipComment();
        }
        else if (_ended)
        {
            _problem = "Write one statement only: something follows the semicolon.";
        }
        else
        {
            StepCode(c);
        }
    }

    private void StepCode(char c)
    {
        switch (c)
        {
            case ';':
                _ended = true;
                _at++;
                break;
            case '\'' or '"' or '`':
                SkipQuoted(c, escapes: c == '\'' && IsEscapeString());
                break;
            case '$':
                SkipDollar();
                break;
            case '@':
                ReadParameter();
                break;
            default:
                if (IsNameStart(c))
                {
                    ReadWord();
                }
                else
                {
                    // A statement may start with ( but with no other sign.
                    _problem = _verb.Length == 0 && c != '(' ? "A statement starts with a word such as SELECT." : null;
                    _at++;
                }

                break;
        }
    }

    private void ReadWord()
    {
        var start = _at;
        while (_at < text.Length && IsNamePart(text[_at]))
        {
            _at++;
        }

        if (_verb.Length == 0)
        {
            _verb = text[start.._at];
        }
    }

    /// <summary>
    /// <c>@name</c>, but neither <c>@@</c> nor the operators <c>@&gt;</c> and <c>&lt;@</c>.
    /// </summary>
    private void ReadParameter()
    {
        var start = _at++;
        if (start > 0 && text[start - 1] is '@' or '<' || _at == text.Length || !IsNameStart(text[_at]))
        {
            return;
        }

        while (_at < text.Length && IsNamePart(text[_at]))
        {
            _at++;
        }

        _uses.Add(new SqlParameterUse(text[(start + 1).._at], start));
    }

    private void SkipQuoted(char quote, bool escapes)
    {
        for (_at++; _at < text.Length; _at++)
        {
            if (escapes && text[_at] == '\\')
            {
                _at++;
            }
            else if (text[_at] == quote)
            {
                if (Next() != quote)
                {
                    _at++;
                    return;
                }

                _at++;
            }
        }

        _problem = $"A text or name that starts with {quote} has no end.";
    }

    /// <summary>True behind a lone E, as in <c>E'it\'s'</c>.</summary>
    private bool IsEscapeString() =>
        _at > 0 && text[_at - 1] is 'E' or 'e' && (_at == 1 || !IsNamePart(text[_at - 2]));

    /// <summary><c>$$text$$</c> and <c>$tag$text$tag$</c>; anything else after a dollar is left to the database.</summary>
    private void SkipDollar()
    {
        var end = _at + 1;
        while (end < text.Length && text[end] != '$' && IsNamePart(text[end]))
        {
            end++;
        }

        if (end == text.Length || text[end] != '$' || (end > _at + 1 && char.IsAsciiDigit(text[_at + 1])))
        {
            _at++;
            return;
        }

        var tag = text[_at..(end + 1)];
        var close = text.IndexOf(tag, end + 1, StringComparison.Ordinal);
        if (close < 0)
        {
            _problem = $"A text that starts with {tag} has no end.";
            return;
        }

        _at = close + tag.Length;
    }

    private void SkipComment()
    {
        var depth = 0;
        for (; _at < text.Length - 1; _at++)
        {
            if (text[_at] == '/' && text[_at + 1] == '*')
            {
                depth++;
                _at++;
            }
            else if (text[_at] == '*' && text[_at + 1] == '/')
            {
                _at++;
                if (--depth == 0)
                {
                    _at++;
                    return;
                }
            }
        }

        _problem = "A comment that starts with /* has no end.";
    }

    private char Next() => _at + 1 < text.Length ? text[_at + 1] : '\0';

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
