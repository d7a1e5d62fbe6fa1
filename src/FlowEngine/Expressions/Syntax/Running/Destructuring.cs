using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Array;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>What patterns take their values from.</summary>
internal static class Destructuring
{
    /// <summary>A value as a list whose items have indexes.</summary>
    /// <param name="realm">The engine.</param>
    /// <param name="value">What is taken apart.</param>
    /// <param name="count">Items that are needed; -1 for all.</param>
    public static JsValue List(Realm realm, JsValue value, int count)
    {
        if (value.IsObject() && value.AsObject() is ArrayInstance)
        {
            return value;
        }

        var items = Iteration.Of(realm, value);
        return realm.Array(count < 0 ? items : items.Take(count));
    }

    /// <summary>A value as an object whose members are read; null and undefined have none.</summary>
    public static JsValue Object(Realm realm, JsValue value) =>
        value.IsUndefined() || value.IsNull()
            ? throw realm.TypeError($"Cannot destructure '{Coerce.ToText(value)}'")
            : Coerce.ToObject(realm, value);

    /// <summary>The members of an object that are not taken yet.</summary>
    /// <param name="realm">The engine.</param>
    /// <param name="arguments">The object and the names that are taken.</param>
    public static JsValue Others(Realm realm, JsValue[] arguments)
    {
        var source = arguments[0].AsObject();
        var taken = arguments.Skip(1).Select(Coerce.ToText).ToHashSet(StringComparer.Ordinal);
        var rest = realm.Object();
        foreach (var key in ObjectBuiltins.EnumerableKeys(source).Where(k => !taken.Contains(k)).ToArray())
        {
            Objects.Define(rest, key, source.Get(key), isEnumerable: true);
        }

        return rest;
    }
}
