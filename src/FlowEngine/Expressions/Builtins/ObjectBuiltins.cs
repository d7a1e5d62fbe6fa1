using FlowEngine.Expressions.Sandboxing;
using FlowEngine.Expressions.Syntax.Running;
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
        InstallNewer(realm);
        realm.Define(realm.Engine.Function.PrototypeObject, "apply", 2, (self, a) => Apply(realm, self, a));
        RemoveCodeFromText(realm);
    }

    private static JsValue Apply(Realm realm, JsValue function, JsValue[] arguments)
    {
        var list = arguments.At(1);
        JsValue[] all = list.IsUndefined() || list.IsNull() ? [] : [.. ArrayBuiltins.Items(Coerce.ToObject(realm, list))];
        return Coerce.ToFunction(realm, function).Call(arguments.At(0), all);
    }

    private static void InstallNewer(Realm realm)
    {
        var constructor = realm.Engine.Object;
        realm.Define(constructor, "hasOwn", 2, (_, a) => Coerce.ToObject(realm, a.At(0)).HasOwnProperty(Coerce.ToText(a.At(1))));
        realm.Define(constructor, "fromEntries", 1, (_, a) => FromEntries(realm, a.At(0)));
        realm.Define(constructor, "groupBy", 2, (_, a) => GroupBy(realm, a));
        realm.Define(constructor, "setPrototypeOf", 2, (_, a) => SetPrototypeOf(realm, a));
        realm.Define(constructor, "getOwnPropertySymbols", 1, (_, _) => realm.Array([]));
        realm.Define(
            constructor,
            "getOwnPropertyNames",
            1,
            (_, a) => realm.Array(OwnNames(Coerce.ToObject(realm, a.At(0))).Select(k => (JsValue)k))
        );
        realm.Define(constructor, "getOwnPropertyDescriptors", 1, (_, a) => Descriptors(realm, Coerce.ToObject(realm, a.At(0))));
        TakeAnyValue(realm, JsValue.Undefined, "freeze", "seal", "preventExtensions");
        TakeAnyValue(realm, true, "isFrozen", "isSealed");
        TakeAnyValue(realm, false, "isExtensible");
    }

    /// <summary>Since ECMAScript 2015 these take any value: one that is no object is given back, or has the answer that is given.</summary>
    private static void TakeAnyValue(Realm realm, JsValue answer, params IEnumerable<string> names)
    {
        var constructor = realm.Engine.Object;
        foreach (var name in names)
        {
            var ofObjects = Coerce.ToFunction(realm, constructor.Get(name));
            realm.Define(
                constructor,
                name,
                1,
                (self, a) =>
                    a.At(0).IsObject() ? ofObjects.Call(self, a)
                    : answer.IsUndefined() ? a.At(0)
                    : answer
            );
        }
    }

    private static ObjectInstance Descriptors(Realm realm, ObjectInstance value)
    {
        var describe = Coerce.ToFunction(realm, realm.Engine.Object.Get("getOwnPropertyDescriptor"));
        var result = realm.Object();
        foreach (var (index, name) in OwnNames(value).ToArray().Index())
        {
            Allowance.Current.Item(index);
            Objects.Define(result, name, describe.Call(JsValue.Undefined, [value, name]), isEnumerable: true);
        }

        return result;
    }

    private static IEnumerable<string> OwnNames(ObjectInstance value) =>
        EnumerableKeys(value)
            .Concat(
                value
                    .GetOwnProperties()
                    .Where(p => p.Value.Enumerable != true && !Objects.IsHidden(p.Key) && !(value is StringInstance && IndexText.TryParse(p.Key, out _)))
                    .Select(p => p.Key)
            );

    private static ObjectInstance FromEntries(Realm realm, JsValue entries)
    {
        var result = realm.Object();
        foreach (var (index, entry) in Iteration.Of(realm, entries).Index())
        {
            Allowance.Current.Item(index);
            if (!entry.IsObject())
            {
                throw realm.TypeError($"Iterator value {Coerce.Describe(entry)} is not an entry object");
            }

            Objects.Define(result, Coerce.ToText(entry.AsObject().Get("0")), entry.AsObject().Get("1"), isEnumerable: true);
        }

        return result;
    }

    private static ObjectInstance GroupBy(Realm realm, JsValue[] arguments)
    {
        var function = Coerce.ToFunction(realm, arguments.At(1));
        var groups = realm.Object();
        groups.Prototype = null;
        foreach (var (index, item) in Iteration.Of(realm, arguments.At(0)).Index())
        {
            var key = Coerce.ToText(function.Call(JsValue.Undefined, [item, index]));
            if (!groups.HasOwnProperty(key))
            {
                Objects.Define(groups, key, realm.Array([]), isEnumerable: true);
            }

            ArrayBuiltins.Append(groups.Get(key).AsObject(), item);
        }

        return groups;
    }

    private static JsValue SetPrototypeOf(Realm realm, JsValue[] arguments)
    {
        var prototype = arguments.At(1);
        if (!prototype.IsObject() && !prototype.IsNull())
        {
            throw realm.TypeError("The prototype must be an object or null");
        }

        if (!arguments.At(0).IsObject())
        {
            return arguments.At(0).IsNull() || arguments.At(0).IsUndefined()
                ? throw realm.TypeError("Object.setPrototypeOf called on null or undefined")
                : arguments.At(0);
        }

        var value = arguments[0].AsObject();
        if (!value.Extensible)
        {
            throw realm.TypeError("This object cannot be changed");
        }

        for (var step = prototype.TryCast<ObjectInstance>(); step is not null; step = step.Prototype)
        {
            Allowance.Current.Step();
            if (ReferenceEquals(step, value))
            {
                throw realm.TypeError("A chain of prototypes cannot be a circle");
            }
        }

        return Objects.SetPrototype(value, prototype);
    }

    /// <summary>The keys that <c>for (key in value)</c> goes through: inherited ones, too, each once.</summary>
    public static IEnumerable<JsValue> AllKeys(Realm realm, JsValue value)
    {
        // Listed first: Jint fails when the body of the loop changes the object.
        var keys = new List<JsValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var owner = value.IsNull() || value.IsUndefined() ? null : Coerce.ToObject(realm, value);
        for (; owner is not null; owner = owner.Prototype)
        {
            foreach (var key in EnumerableKeys(owner))
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
