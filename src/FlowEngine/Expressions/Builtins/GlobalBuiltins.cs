using System.Globalization;
using System.Text;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Date;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Global functions, and the well-known names that stand for symbols.</summary>
internal sealed class GlobalBuiltins
{
    private const string Unescaped = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./";

    private readonly Realm _realm;

    private GlobalBuiltins(Realm realm) => _realm = realm;

    public static void Install(Realm realm)
    {
        var builtins = new GlobalBuiltins(realm);
        var global = realm.Engine.Global;
        realm.Define(global, "structuredClone", 1, (_, a) => builtins.Clone(a.At(0), []));
        foreach (var name in (string[])["encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent"])
        {
            builtins.Charge(name);
        }

        realm.Define(global, "escape", 1, (_, a) => Escape(Coerce.ToText(a.At(0))));
        realm.Define(global, "unescape", 1, (_, a) => Unescape(Coerce.ToText(a.At(0))));
        var symbol = new NativeConstructor(realm, "Symbol", 0, realm.Object(), _ => Refuse(), _ => Refuse());
        foreach (var name in (string[])["iterator", "match", "matchAll", "replace", "search", "split"])
        {
            symbol.FastAddProperty(name, $"@@{name}", false, false, false);
        }

        ObjectInstance Refuse() => throw realm.TypeError("Symbols cannot be made here");
    }

    /// <summary>Puts a charge before a function of Jint that makes nine characters of one.</summary>
    private void Charge(string name)
    {
        var function = _realm.Engine.Global.Get(name).TryCast<ICallable>();
        _realm.Define(
            _realm.Engine.Global,
            name,
            1,
            (self, a) =>
            {
                var text = Coerce.ToText(a.At(0));
                Allowance.Current.Charge(text.Length * 9L);
                return function.Call(self, [text]);
            }
        );
    }

    private JsValue Clone(JsValue value, Dictionary<ObjectInstance, ObjectInstance> done)
    {
        if (!value.IsObject())
        {
            return value;
        }

        Allowance.Current.Enter();
        var source = value.AsObject();
        if (done.TryGetValue(source, out var known))
        {
            return known;
        }

        switch (source)
        {
            case ICallable:
                throw _realm.TypeError("Functions cannot be cloned");
            case DateInstance date:
                return new DateInstance(_realm.Engine) { Prototype = date.Prototype, Extensible = true, PrimitiveValue = date.PrimitiveValue };
            case ScriptRegex regex:
                return RegExpBuiltins.Create(_realm, regex.Source, regex.Flags);
            case KeyedCollection collection:
                return CloneCollection(collection, done);
            default:
                return CloneMembers(source, done);
        }
    }

    private KeyedCollection CloneCollection(KeyedCollection source, Dictionary<ObjectInstance, ObjectInstance> done)
    {
        var copy = new KeyedCollection(_realm, source.Class == "Set", source.Prototype);
        done.Add(source, copy);
        foreach (var (key, value) in source.Entries())
        {
            copy.Store(Clone(key, done), Clone(value, done));
        }

        return copy;
    }

    private ObjectInstance CloneMembers(ObjectInstance source, Dictionary<ObjectInstance, ObjectInstance> done)
    {
        var copy = source is ArrayInstance ? _realm.Array([]) : _realm.Object();
        done.Add(source, copy);
        foreach (var (index, key) in ObjectBuiltins.EnumerableKeys(source).ToArray().Index())
        {
            Allowance.Current.Item(index);
            copy.Put(key, Clone(source.Get(key), done), true);
        }

        return copy;
    }

    // ECMA-262, B.2.1: one way to write any character in Latin-1.
    private static string Escape(string text)
    {
        var result = new LimitedText();
        for (var i = 0; i < text.Length; i++)
        {
            Allowance.Current.Item(i);
            var c = text[i];
            result.Append(
                Unescaped.Contains(c, StringComparison.Ordinal) ? c.ToString()
                : c < 256 ? string.Create(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                : string.Create(CultureInfo.InvariantCulture, $"%u{(int)c:X4}")
            );
        }

        return result.ToString();
    }

    private static string Unescape(string text)
    {
        Allowance.Current.Charge(text.Length);
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var (start, digits) = i + 1 < text.Length && text[i + 1] == 'u' ? (i + 2, 4) : (i + 1, 2);
            if (
                text[i] == '%'
                && start + digits <= text.Length
                && int.TryParse(text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
            {
                result.Append((char)code);
                i = start + digits - 1;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
