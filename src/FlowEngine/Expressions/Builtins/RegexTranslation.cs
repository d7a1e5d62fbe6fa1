using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowEngine.Expressions.Builtins;

/// <summary>A JavaScript pattern as .NET matches it.</summary>
/// <param name="Regex">Matches at most <see cref="ExpressionLimits.RegexMilliseconds"/> at a time.</param>
/// <param name="GroupNames">Name of each group by number, null for those without; the whole match first.</param>
internal sealed record TranslatedRegex(Regex Regex, IReadOnlyList<string?> GroupNames);

/// <summary>
/// Translates patterns of JavaScript. .NET's own ECMAScript option knows neither lookbehind nor Unicode classes, so
/// each construct whose meaning differs is written out: <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>\b</c>, <c>.</c>, <c>^</c>, <c>$</c>.
/// </summary>
internal sealed class RegexTranslation
{
    private const int CacheSize = 1_000;
    private const string Word = "a-zA-Z0-9_";
    private const string LineEnds = @"\n\r\u2028\u2029";

    private static readonly ConcurrentDictionary<(string Pattern, string Flags), TranslatedRegex> Cache = new();

    private readonly string _pattern;
    private readonly bool _multiline;
    private readonly bool _dotAll;
    private readonly bool _unicode;
    private readonly List<string?> _names = [null];
    private readonly bool _isNamed;
    private readonly StringBuilder _output = new();
    private int _at;
    private int _groups;
    private bool _inClass;

    private RegexTranslation(string pattern, string flags)
    {
        _pattern = pattern;
        _multiline = flags.Contains('m', StringComparison.Ordinal);
        _dotAll = flags.Contains('s', StringComparison.Ordinal);
        _unicode = flags.Contains('u', StringComparison.Ordinal);
        FindGroups();
        _isNamed = _names.Exists(n => n is not null);
    }

    /// <summary>Translates; the most recent ones are kept.</summary>
    /// <exception cref="ArgumentException">The pattern is malformed.</exception>
    public static TranslatedRegex Translate(string pattern, string flags)
    {
        if (Cache.TryGetValue((pattern, flags), out var known))
        {
            return known;
        }

        var translated = new RegexTranslation(pattern, flags).Run(flags);
        if (Cache.Count >= CacheSize)
        {
            Cache.Clear();
        }

        Cache[(pattern, flags)] = translated;
        return translated;
    }

    private TranslatedRegex Run(string flags)
    {
        while (_at < _pattern.Length)
        {
            var c = _pattern[_at++];
            if (c == '\\')
            {
                Escape();
            }
            else if (_inClass)
            {
                InsideClass(c);
            }
            else
            {
                Outside(c);
            }
        }

        var options = RegexOptions.CultureInvariant;
        options |= flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None;
        var regex = new Regex(
            _output.ToString(),
            options,
            TimeSpan.FromMilliseconds(ExpressionLimits.RegexMilliseconds)
        );
        return new TranslatedRegex(regex, _names);
    }

    private void FindGroups()
    {
        var inClass = false;
        for (var i = 0; i < _pattern.Length; i++)
        {
            switch (_pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' or ']':
                    inClass = _pattern[i] == '[' || (inClass && _pattern[i] != ']');
                    break;
                case '(' when !inClass && Peek(i + 1) != '?':
                    _names.Add(null);
                    break;
                case '(' when !inClass && IsNamedGroup(i + 1):
                    _names.Add(_pattern[(i + 3)..IndexOf('>', i)]);
                    break;
            }
        }
    }

    private bool IsNamedGroup(int at) => Peek(at) == '?' && Peek(at + 1) == '<' && Peek(at + 2) is not ('=' or '!' or '\0');

    private char Peek(int at) => at < _pattern.Length ? _pattern[at] : '\0';

    private int IndexOf(char c, int from)
    {
        var index = _pattern.IndexOf(c, from);
        return index >= 0 ? index : throw new ArgumentException($"'{c}' is missing");
    }

    private void Escape()
    {
        if (_at >= _pattern.Length)
        {
            throw new ArgumentException(@"\ at end of pattern");
        }

        var c = _pattern[_at++];
        var text = c switch
        {
            'd' => _inClass ? "0-9" : "[0-9]",
            'D' => _inClass ? @"\x00-/:-\uffff" : "[^0-9]",
            'w' => _inClass ? Word : $"[{Word}]",
            'W' => _inClass ? @"\x00-/:-@\[-^`{-\uffff" : $"[^{Word}]",
            's' => _inClass ? @"\s\uFEFF" : @"[\s\uFEFF]",
            'S' => _inClass ? @"\S" : @"[^\s\uFEFF]",
            'b' when _inClass => @"\b",
            'b' => $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))",
            'B' => $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))",
            'k' when _isNamed => NamedReference(),
            'u' when Peek(_at) == '{' => CodePoint(),
            'p' or 'P' when _unicode => UnicodeClass(c),
            >= '1' and <= '9' when !_inClass => NumberedReference(),
            '0' => @"\0",
            'c' or 'x' or 'u' or 't' or 'n' or 'r' or 'f' or 'v' => $@"\{c}",
            _ => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $@"\{c}",
        };
        _output.Append(text);
    }

    private string NamedReference()
    {
        var end = IndexOf('>', _at);
        var name = _pattern[Math.Min(_at + 1, end)..end];
        _at = end + 1;
        return $@"\k<g{_names.IndexOf(name)}>";
    }

    private string CodePoint()
    {
        var end = IndexOf('}', _at);
        var digits = _pattern[(_at + 1)..end];
        _at = end + 1;
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.TryCreate(code, out var rune)
            ? Regex.Escape(rune.ToString())
            : throw new ArgumentException("Invalid Unicode escape");
    }

    private string UnicodeClass(char kind)
    {
        var end = IndexOf('}', _at);
        var name = _pattern[Math.Min(_at + 1, end)..end];
        _at = end + 1;
        name = name[(name.IndexOf('=', StringComparison.Ordinal) + 1)..] switch
        {
            "Letter" or "Alphabetic" => "L",
            "Lowercase" or "Lowercase_Letter" => "Ll",
            "Uppercase" or "Uppercase_Letter" => "Lu",
            "Number" => "N",
            "Punctuation" => "P",
            "Latin" => "IsBasicLatin",
            "Greek" => "IsGreek",
            "Cyrillic" => "IsCyrillic",
            var other => other,
        };
        return $@"\{kind}{{{name}}}";
    }

    private string NumberedReference()
    {
        var start = _at - 1;
        while (char.IsAsciiDigit(Peek(_at)))
        {
            _at++;
        }

        var text = _pattern.AsSpan(start, _at - start);
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var number) || number >= _names.Count)
        {
            throw new ArgumentException($@"There is no group \{text}");
        }

        return _isNamed ? $@"\k<g{number}>" : $@"(?:\{number})";
    }

    private void InsideClass(char c)
    {
        _inClass = c != ']';
        _output.Append(
            c switch
            {
                '[' => @"\[",
                // .NET reads "a-[b]" as a subtraction.
                '-' when Peek(_at) == '[' => @"\-",
                _ => c.ToString(),
            }
        );
    }

    private void Outside(char c)
    {
        switch (c)
        {
            case '[':
                OpenClass();
                break;
            case '(':
                OpenGroup();
                break;
            case '.':
                _output.Append(_dotAll ? @"[\s\S]" : $"[^{LineEnds}]");
                break;
            case '$':
                _output.Append(_multiline ? $@"(?=[{LineEnds}]|\z)" : @"\z");
                break;
            case '^':
                _output.Append(_multiline ? $@"(?<=\A|[{LineEnds}])" : @"\A");
                break;
            case '#' or ' ':
                _output.Append('\\').Append(c);
                break;
            default:
                _output.Append(c);
                break;
        }
    }

    private void OpenClass()
    {
        if (Peek(_at) == '^' && Peek(_at + 1) == ']')
        {
            _at += 2;
            _output.Append(@"[\s\S]");
        }
        else if (Peek(_at) == ']')
        {
            _at++;
            _output.Append("(?!)");
        }
        else
        {
            _inClass = true;
            _output.Append('[');
        }
    }

    private void OpenGroup()
    {
        if (Peek(_at) == '?' && !IsNamedGroup(_at))
        {
            if (Peek(_at + 1) is not (':' or '=' or '!' or '<'))
            {
                throw new ArgumentException("Invalid group");
            }

            _output.Append('(');
            return;
        }

        _groups++;
        if (Peek(_at) == '?')
        {
            _at = IndexOf('>', _at) + 1;
        }

        _output.Append(_isNamed ? $"(?<g{_groups}>" : "(");
    }
}
