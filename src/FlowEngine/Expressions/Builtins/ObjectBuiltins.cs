using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.String;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Functions of Object, and no way to make code from text.</summary>
internal static class ObjectBuiltins
{
    public static void Install(Realm realm)
    {
        var constructor = realm.Engine.Object;
        realm.Define(constructor, "keys", 1, (_, a) => realm.Array(KeysOf(realm, a).Select(k => (JsValue)k)));
        realm.Define(constructor, "values", 1, (_, a) => realm.Array(KeysOf(realm, a).Select(k => a[0].AsObject().Get(k))));
        realm.Define(
            constructor,
            "entries",
            1,
            (_, a) => realm.Array(KeysOf(realm, a).Select(k => (JsValue)realm.Array([k, a[0].AsObject().Get(k)])))
        );
        realm.Define(constructor, "assign", 2, (_, a) => Assign(realm, a));
        realm.Define(constructor, "is", 2, (_, a) => ExpressionInterpreter.SameValue(a.At(0), a.At(1)));
        realm.Define(
            constructor,
            "getPrototypeOf",
            1,
            (_, a) => Coerce.ToObject(realm, a.At(0)).Prototype is { } prototype ? prototype : JsValue.Null
        );
        RemoveCodeFromText(realm);
    }

    /// <summary>Own enumerable keys in JavaScript's order: indexes ascending, then names as they were added.</summary>
    public static IEnumerable<string> EnumerableKeys(ObjectInstance value)
    {
        var indexes = new List<uint>();
        var names = new List<string>();
        if (value is StringInstance text)
        {
            indexes.AddRange(Enumerable.Range(0, Coerce.ToText(text.PrimitiveValue).Length).Select(i => (uint)i));
        }

        foreach (var (name, property) in value.GetOwnProperties())
        {
            if (property.Enumerable != true)
            {
                continue;
            }

            if (IndexText.TryParse(name, out var index))
            {
                indexes.Add(index);
            }
            else
            {
                names.Add(name);
            }
        }

        indexes.Sort();
        return indexes.Select(i => IndexText.Of(i)).Concat(names);
    }

    private static string[] KeysOf(Realm realm, JsValue[] arguments)
    {
        var value = Coerce.ToObject(realm, arguments.At(0));
        arguments[0] = value;
        return [.. EnumerableKeys(value)];
    }

    private static JsValue Assign(Realm realm, JsValue[] arguments)
    {
        var target = Coerce.ToObject(realm, arguments.At(0));
        foreach (var source in arguments.Skip(1).Where(s => s.IsObject() || s.IsString()))
        {
            var from = Coerce.ToObject(realm, source);
            foreach (var key in EnumerableKeys(from).ToArray())
            {
                target.Put(key, from.Get(key), true);
            }
        }

        return target;
    }

    private static void RemoveCodeFromText(Realm realm)
    {
        realm.Engine.Global.RemoveOwnProperty("eval");
        _ = new NativeConstructor(realm, "Function", 1, realm.Engine.Function.PrototypeObject, _ => Refuse(), _ => Refuse());

        ObjectInstance Refuse() => throw realm.TypeError("Code cannot be made from text");
    }
}
