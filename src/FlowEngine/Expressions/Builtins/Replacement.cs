using System.Text.RegularExpressions;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>One call of <c>replace</c> or <c>replaceAll</c>.</summary>
internal sealed class Replacement
{
    private readonly Realm _realm;
    private readonly string _text;
    private readonly JsValue _search;
    private readonly ICallable? _function;
    private readonly string _template;
    private readonly bool _isAll;
    private readonly LimitedText _result = new();
    private int _done;

    public Replacement(Realm realm, string text, JsValue[] arguments, bool isAll)
    {
        _realm = realm;
        _text = text;
        _search = arguments.At(0);
        _function = arguments.At(1).TryCast<ICallable>();
        _template = _function is null ? Coerce.ToText(arguments.At(1)) : string.Empty;
        _isAll = isAll;
    }

    public JsValue Run()
    {
        if (_search.TryCast<ScriptRegex>() is { } regex)
        {
            ReplaceMatches(regex);
        }
        else
        {
            ReplaceText(Coerce.ToText(_search));
        }

        _result.Append(_text.AsSpan(_done));
        return _result.ToString();
    }

    private void ReplaceMatches(ScriptRegex regex)
    {
        if (_isAll && !regex.Global)
        {
            throw _realm.TypeError("replaceAll must be called with a global RegExp");
        }

        var matches = regex.Global ? regex.All(_text) : regex.Next(_text) is { } only ? [only] : [];
        foreach (var match in matches)
        {
            Keep(match.Index, match.Length);
            if (_function is null)
            {
                Expand(match.Value, match.Index, regex, match);
            }
            else
            {
                _result.Append(Coerce.ToText(_function.Call(JsValue.Undefined, [.. ArgumentsOf(regex, match)])));
            }
        }

        if (regex.Global)
        {
            regex.LastIndex = 0;
        }
    }

    private IEnumerable<JsValue> ArgumentsOf(ScriptRegex regex, Match match)
    {
        for (var i = 0; i < regex.GroupCount; i++)
        {
            yield return ScriptRegex.Group(match, i);
        }

        yield return match.Index;
        yield return _text;
        if (regex.HasNames)
        {
            yield return RegExpBuiltins.NamedGroups(_realm, regex, match);
        }
    }

    private void ReplaceText(string search)
    {
        var count = 0L;
        var at = StringBuiltins.IndexOf(_text, search, 0);
        while (at >= 0)
        {
            Allowance.Current.Item(count++);
            Keep(at, search.Length);
            if (_function is null)
            {
                Expand(search, at, null, null);
            }
            else
            {
                _result.Append(Coerce.ToText(_function.Call(JsValue.Undefined, [search, at, _text])));
            }

            var next = search.Length == 0 ? at + 1 : _done;
            at = _isAll && next <= _text.Length ? _text.IndexOf(search, next, StringComparison.Ordinal) : -1;
        }
    }

    private void Keep(int index, int length)
    {
        _result.Append(_text.AsSpan(_done, index - _done));
        _done = index + length;
    }

    /// <summary>Appends the replacement with <c>$1</c>, <c>$&amp;</c> and the like filled in (ECMAScript 5.1, section 15.5.4.11).</summary>
    private void Expand(string matched, int index, ScriptRegex? regex, Match? match)
    {
        for (var i = 0; i < _template.Length; i++)
        {
            var next = i + 1 < _template.Length ? _template[i + 1] : '\0';
            if (_template[i] != '$')
            {
                _result.Append(_template[i]);
                continue;
            }

            i++;
            switch (next)
            {
                case '$':
                    _result.Append('$');
                    break;
                case '&':
                    _result.Append(matched);
                    break;
                case '`':
                    _result.Append(_text.AsSpan(0, index));
                    break;
                case '\'':
                    _result.Append(_text.AsSpan(index + matched.Length));
                    break;
                case '<' when regex is { HasNames: true } && _template.IndexOf('>', i) is var end and > 0:
                    _result.Append(NamedGroup(regex, match!, _template[(i + 1)..end])); // A regex comes with its match.
                    i = end;
                    break;
                case >= '0' and <= '9' when GroupAt(i, regex) is var (number, digits) && number > 0:
                    _result.Append(match!.Groups[number].Value); // Only a regex has groups.
                    i += digits - 1;
                    break;
                default:
                    _result.Append('$');
                    i--;
                    break;
            }
        }
    }

    private static string NamedGroup(ScriptRegex regex, Match match, string name)
    {
        for (var i = 1; i < regex.GroupCount; i++)
        {
            if (regex.NameOf(i) == name)
            {
                return match.Groups[i].Value;
            }
        }

        return string.Empty;
    }

    private (int Number, int Digits) GroupAt(int at, ScriptRegex? regex)
    {
        var count = regex?.GroupCount ?? 0;
        var one = _template[at] - '0';
        if (at + 1 < _template.Length && char.IsAsciiDigit(_template[at + 1]) && (one * 10) + _template[at + 1] - '0' is var two && two > 0 && two < count)
        {
            return (two, 2);
        }

        return one < count ? (one, 1) : (0, 0);
    }
}
