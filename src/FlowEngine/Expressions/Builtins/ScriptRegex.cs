using System.Text.RegularExpressions;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.RegExp;

namespace FlowEngine.Expressions.Builtins;

/// <summary>A regular expression of a script; matching is bounded in time.</summary>
internal sealed class ScriptRegex : RegExpInstance
{
    private readonly TranslatedRegex _translated;

    public ScriptRegex(Realm realm, string pattern, string flags, TranslatedRegex translated)
        : base(realm.Engine)
    {
        _translated = translated;
        Prototype = realm.Engine.RegExp.PrototypeObject;
        Extensible = true;
        Value = translated.Regex;
        Source = pattern.Length == 0 ? "(?:)" : EscapeSlashes(pattern);
        Flags = flags;
        Global = Has('g');
        IgnoreCase = Has('i');
        Multiline = Has('m');
        FastAddProperty("lastIndex", 0d, true, false, false);
    }

    public int GroupCount => _translated.GroupNames.Count;

    public bool HasNames => _translated.GroupNames.Any(n => n is not null);

    public bool Has(char flag) => Flags.Contains(flag, StringComparison.Ordinal);

    public string? NameOf(int group) => _translated.GroupNames[group];

    public double LastIndex
    {
        get => Coerce.ToInteger(Get("lastIndex"));
        set => Put("lastIndex", value, true);
    }

    /// <summary>Finds the next match, at the place that <c>lastIndex</c> tells for global and sticky expressions.</summary>
    public Match? Next(string text)
    {
        var isStateful = Global || Has('y');
        var start = isStateful ? LastIndex : 0;
        var match = start <= text.Length ? MatchAt(text, (int)Math.Max(0, start)) : null;
        if (isStateful)
        {
            LastIndex = match is null ? 0 : match.Index + match.Length;
        }

        return match;
    }

    /// <summary>All matches from the start of the text.</summary>
    public IEnumerable<Match> All(string text)
    {
        var at = 0;
        var count = 0L;
        while (at <= text.Length && MatchAt(text, at) is { } match)
        {
            Allowance.Current.Item(count++);
            yield return match;
            at = match.Length == 0 ? match.Index + 1 : match.Index + match.Length;
        }
    }

    /// <summary>The first match from a place on.</summary>
    public Match? MatchAt(string text, int start)
    {
        try
        {
            var match = Value.Match(text, start);
            Allowance.Current.CheckTime();
            return match.Success && (!Has('y') || match.Index == start) ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new LimitExceededException(
                "expression.regex",
                $"The regular expression takes longer than {ExpressionLimits.RegexMilliseconds} ms on this text."
            );
        }
    }

    /// <summary>A group of a match, undefined when it took no part.</summary>
    public static JsValue Group(Match match, int number) =>
        match.Groups[number].Success ? match.Groups[number].Value : JsValue.Undefined;

    private static string EscapeSlashes(string pattern) =>
        Regex.Replace(pattern, @"\\.|/", m => m.Value == "/" ? @"\/" : m.Value, RegexOptions.Singleline);
}
