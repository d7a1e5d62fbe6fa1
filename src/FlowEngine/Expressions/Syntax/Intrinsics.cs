using System.Collections.Frozen;
using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Error;
using Jint.Native.Function;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Functions that prepared trees call and no script can name. They belong to no engine, so trees can be shared.</summary>
internal static class Intrinsics
{
    private static readonly FrozenDictionary<string, JsValue> All = new Dictionary<string, Func<JsValue[], JsValue>>
    {
        ["&"] = a => Coerce.ToInt32(a[0]) & Coerce.ToInt32(a[1]),
        ["|"] = a => Coerce.ToInt32(a[0]) | Coerce.ToInt32(a[1]),
        ["^"] = a => Coerce.ToInt32(a[0]) ^ Coerce.ToInt32(a[1]),
        ["<<"] = a => Coerce.ToInt32(a[0]) << (Coerce.ToInt32(a[1]) & 31),
        [">>"] = a => Coerce.ToInt32(a[0]) >> (Coerce.ToInt32(a[1]) & 31),
        [">>>"] = a => (double)((uint)Coerce.ToInt32(a[0]) >> (Coerce.ToInt32(a[1]) & 31)),
        ["~"] = a => ~Coerce.ToInt32(a[0]),
        ["%"] = a => Coerce.ToNumber(a[0]) % Coerce.ToNumber(a[1]),
        ["regex"] = a => RegExpBuiltins.Create(Realm, a[0].AsString(), a[1].AsString()),
        ["array"] = a => Realm.Array(a),
        ["throwing"] = a => IsOrdinaryError(a[0]) ? a[0] : new ThrownValue(Realm, a[0]),
        ["caught"] = Caught,
        ["keys"] = a => new KeyList(Realm.Engine, KeysOf(a[0])),
        ["nextKey"] = a => ((KeyList)a[0].AsObject()).MoveNext(),
        ["currentKey"] = a => ((KeyList)a[0].AsObject()).Current,
    }.ToFrozenDictionary(f => f.Key, f => new JsValue(new IntrinsicFunction(f.Value)), StringComparer.Ordinal);

    private static Realm Realm => Allowance.Current.Realm;

    public static JsValue Get(string name) => All[name];

    private static bool IsOrdinaryError(JsValue value) =>
        value.IsObject() && value.AsObject() is ErrorInstance and not ThrownValue && value.AsObject().Get("message").IsString();

    private static JsValue Caught(JsValue[] arguments)
    {
        var error = arguments[0];
        if (!error.IsObject())
        {
            return error;
        }

        if (error.AsObject() is ThrownValue thrown)
        {
            return thrown.Value;
        }

        if (error.AsObject() is ErrorInstance instance && instance.Get("message") is var message && message.IsString() && message.AsString().Length == 0)
        {
            // Jint gives no message when a member of null or undefined is read.
            instance.Put("message", "Cannot read properties of null or undefined", false);
        }

        return error;
    }

    private static List<JsValue> KeysOf(JsValue value)
    {
        var keys = new List<JsValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (value.IsNull() || value.IsUndefined())
        {
            return keys;
        }

        for (var o = Coerce.ToObject(Realm, value); o is not null; o = o.Prototype)
        {
            foreach (var key in ObjectBuiltins.EnumerableKeys(o))
            {
                Allowance.Current.Item(keys.Count);
                if (seen.Add(key))
                {
                    keys.Add(key);
                }
            }
        }

        return keys;
    }

    private sealed class IntrinsicFunction(Func<JsValue[], JsValue> body)
        // Jint accepts a function of no engine as long as it is only called.
        : FunctionInstance(null!, [], null!, true)
    {
        public override JsValue Call(JsValue thisObject, JsValue[] arguments) => body(arguments);
    }
}
