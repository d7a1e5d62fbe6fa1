using System.Text.RegularExpressions;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Array;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Builtins;

/// <summary>RegExp and the string functions that take one.</summary>
internal sealed class RegExpBuiltins
{
    private const int MaxPattern = 5_000;

    private readonly Realm _realm;

    private RegExpBuiltins(Realm realm) => _realm = realm;

    public static void Install(Realm realm)
    {
        var builtins = new RegExpBuiltins(realm);
        builtins.InstallPrototype();
        StringBuiltins.Define(realm, "match", 1, builtins.Match);
        StringBuiltins.Define(realm, "matchAll", 1, (s, a) => builtins.MatchAll(s, a));
        StringBuiltins.Define(realm, "search", 1, (s, a) => builtins.RegexOf(a.At(0)).MatchAt(s, 0)?.Index ?? -1);
        StringBuiltins.Define(realm, "split", 2, builtins.Split);
        StringBuiltins.Define(realm, "replace", 2, (s, a) => new Replacement(realm, s, a, isAll: false).Run());
        StringBuiltins.Define(realm, "replaceAll", 2, (s, a) => new Replacement(realm, s, a, isAll: true).Run());
    }

    /// <summary>Makes a regular expression; malformed ones throw a SyntaxError of the script.</summary>
    public static ScriptRegex Create(Realm realm, string pattern, string flags)
    {
        if (flags.Any(f => !"gimsuy".Contains(f, StringComparison.Ordinal)) || flags.Distinct().Count() != flags.Length)
        {
            throw realm.SyntaxError($"Invalid flags supplied to RegExp constructor '{flags}'");
        }

        if (pattern.Length > MaxPattern)
        {
            throw realm.SyntaxError($"A regular expression is longer than {MaxPattern} characters");
        }

        try
        {
            return new ScriptRegex(realm, pattern, flags, RegexTranslation.Translate(pattern, flags));
        }
        catch (ArgumentException e)
        {
            throw realm.SyntaxError($"Invalid regular expression: /{pattern}/: {e.Message}");
        }
    }

    /// <summary>The match as scripts see it: the groups, <c>index</c>, <c>input</c> and <c>groups</c>.</summary>
    public static ArrayInstance ToArray(Realm realm, ScriptRegex regex, Match match, string text)
    {
        var array = realm.Array(Enumerable.Range(0, regex.GroupCount).Select(i => ScriptRegex.Group(match, i)));
        Put("index", match.Index);
        Put("input", text);
        Put("groups", NamedGroups(realm, regex, match));
        return array;

        void Put(string name, JsValue value) => array.FastSetProperty(name, new PropertyDescriptor(value, true, true, true));
    }

    public static JsValue NamedGroups(Realm realm, ScriptRegex regex, Match match)
    {
        if (!regex.HasNames)
        {
            return JsValue.Undefined;
        }

        var groups = realm.Object();
        for (var i = 1; i < regex.GroupCount; i++)
        {
            if (regex.NameOf(i) is { } name)
            {
                groups.FastSetProperty(name, new PropertyDescriptor(ScriptRegex.Group(match, i), true, true, true));
            }
        }

        return groups;
    }

    private void InstallPrototype()
    {
        var prototype = _realm.Engine.RegExp.PrototypeObject;
        _ = new NativeConstructor(_realm, "RegExp", 2, prototype, a => Construct(a), Construct);
        _realm.Define(prototype, "exec", 1, (self, a) => Exec(Receiver(self), Coerce.ToText(a.At(0))));
        _realm.Define(prototype, "test", 1, (self, a) => Receiver(self).Next(Coerce.ToText(a.At(0))) is not null);
        _realm.Define(prototype, "toString", 0, (self, _) => $"/{Receiver(self).Source}/{Receiver(self).Flags}");
        _realm.DefineGetter(prototype, "source", self => self.TryCast<ScriptRegex>()?.Source ?? "(?:)");
        _realm.DefineGetter(prototype, "flags", self => Receiver(self).Flags);
        _realm.DefineGetter(prototype, "global", self => Receiver(self).Global);
        _realm.DefineGetter(prototype, "ignoreCase", self => Receiver(self).IgnoreCase);
        _realm.DefineGetter(prototype, "multiline", self => Receiver(self).Multiline);
        _realm.DefineGetter(prototype, "unicode", self => Receiver(self).Has('u'));
        _realm.DefineGetter(prototype, "dotAll", self => Receiver(self).Has('s'));
        foreach (var symbol in (string[])["match", "matchAll", "replace", "search", "split"])
        {
            _realm.Define(prototype, $"@@{symbol}", 2, (self, a) => CallOnText(symbol, self, a));
        }

        _realm.DefineGetter(prototype, "sticky", self => Receiver(self).Has('y'));
    }

    private JsValue CallOnText(string name, JsValue regex, JsValue[] arguments) =>
        Coerce.ToFunction(_realm, _realm.Engine.String.PrototypeObject.Get(name))
            .Call(Coerce.ToText(arguments.At(0)), [Receiver(regex), .. arguments.Skip(1)]);

    private ScriptRegex Construct(JsValue[] arguments)
    {
        var like = arguments.At(0).TryCast<ScriptRegex>();
        var pattern = like?.Source ?? (arguments.At(0).IsUndefined() ? string.Empty : Coerce.ToText(arguments[0]));
        var flags = arguments.At(1).IsUndefined() ? like?.Flags ?? string.Empty : Coerce.ToText(arguments[1]);
        return Create(_realm, pattern, flags);
    }

    private ScriptRegex Receiver(JsValue self) =>
        self.TryCast<ScriptRegex>() ?? throw _realm.TypeError("Receiver is not a RegExp");

    private ScriptRegex RegexOf(JsValue value) =>
        value.TryCast<ScriptRegex>()
        ?? Create(_realm, value.IsUndefined() ? string.Empty : Coerce.ToText(value), string.Empty);

    private JsValue Exec(ScriptRegex regex, string text) =>
        regex.Next(text) is { } match ? ToArray(_realm, regex, match, text) : JsValue.Null;

    private JsValue Match(string text, JsValue[] arguments)
    {
        var regex = RegexOf(arguments.At(0));
        if (!regex.Global)
        {
            return Exec(regex, text);
        }

        var matches = regex.All(text).Select(m => (JsValue)m.Value).ToList();
        regex.LastIndex = 0;
        return matches.Count == 0 ? JsValue.Null : _realm.Array(matches);
    }

    private ScriptIterator MatchAll(string text, JsValue[] arguments)
    {
        var regex = arguments.At(0).TryCast<ScriptRegex>() is { } given
            ? given.Global
                ? given
                : throw _realm.TypeError("String.prototype.matchAll called with a non-global RegExp argument")
            : Create(_realm, arguments.At(0).IsUndefined() ? string.Empty : Coerce.ToText(arguments[0]), "g");
        return new ScriptIterator(_realm, regex.All(text).Select(m => (JsValue)ToArray(_realm, regex, m, text)));
    }

    private JsValue Split(string text, JsValue[] arguments)
    {
        var limit = arguments.At(1).IsUndefined() ? uint.MaxValue : (uint)Coerce.ToInt32(arguments[1]);
        var parts = PartsOf(text, arguments.At(0));
        return _realm.Array(parts.Take((int)Math.Min(limit, int.MaxValue)).Select(p => p is null ? JsValue.Undefined : (JsValue)p));
    }

    private static IEnumerable<string?> PartsOf(string text, JsValue separator)
    {
        if (separator.IsUndefined())
        {
            return [text];
        }

        if (separator.TryCast<ScriptRegex>() is { } regex)
        {
            return SplitBy(regex, text);
        }

        var plain = Coerce.ToText(separator);
        return plain.Length > 0 ? SplitBy(plain, text) : text.Select(c => c.ToString());
    }

    private static IEnumerable<string> SplitBy(string separator, string text)
    {
        var start = 0;
        for (var at = StringBuiltins.IndexOf(text, separator, 0); at >= 0;)
        {
            yield return text[start..at];
            start = at + separator.Length;
            at = text.IndexOf(separator, start, StringComparison.Ordinal);
        }

        yield return text[start..];
    }

    private static IEnumerable<string?> SplitBy(ScriptRegex regex, string text)
    {
        if (text.Length == 0)
        {
            if (regex.MatchAt(text, 0) is null)
            {
                yield return text;
            }

            yield break;
        }

        var start = 0;
        foreach (var match in regex.All(text))
        {
            var isEmptyAtEdge = match.Length == 0 && (match.Index == start || match.Index >= text.Length);
            if (isEmptyAtEdge || match.Index + match.Length == 0)
            {
                continue;
            }

            yield return text[start..match.Index];
            for (var i = 1; i < regex.GroupCount; i++)
            {
                yield return match.Groups[i].Success ? match.Groups[i].Value : null;
            }

            start = match.Index + match.Length;
        }

        yield return text[start..];
    }
}
