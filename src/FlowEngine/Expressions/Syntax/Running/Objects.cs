using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>Object literals that are more than names and values.</summary>
internal static class Objects
{
    /// <summary>Defines a member, over an inherited one that cannot be assigned, too. Private names are never enumerated.</summary>
    public static JsValue Define(ObjectInstance owner, string name, JsValue value, bool isEnumerable)
    {
        owner.DefineOwnProperty(name, new PropertyDescriptor(value, true, isEnumerable && !IsHidden(name), true), true);
        return owner;
    }

    public static JsValue DefineGetter(ObjectInstance owner, string name, JsValue getter, bool isEnumerable)
    {
        owner.DefineOwnProperty(name, new PropertyDescriptor(getter, (JsValue?)null, isEnumerable && !IsHidden(name), true), true);
        return owner;
    }

    public static JsValue DefineSetter(ObjectInstance owner, string name, JsValue setter, bool isEnumerable)
    {
        owner.DefineOwnProperty(name, new PropertyDescriptor((JsValue?)null, setter, isEnumerable && !IsHidden(name), true), true);
        return owner;
    }

    /// <summary>Copies the members of a spread value.</summary>
    public static JsValue Copy(Realm realm, ObjectInstance target, JsValue value)
    {
        if (!value.IsObject() && !value.IsString())
        {
            return target;
        }

        var source = Coerce.ToObject(realm, value);
        foreach (var (index, key) in ObjectBuiltins.EnumerableKeys(source).ToArray().Index())
        {
            Allowance.Current.Item(index);
            Define(target, key, source.Get(key), isEnumerable: true);
        }

        return target;
    }

    /// <summary><c>{ __proto__: value }</c>: anything but an object or null is ignored.</summary>
    public static JsValue SetPrototype(ObjectInstance target, JsValue prototype)
    {
        if (prototype.IsObject() || prototype.IsNull())
        {
            target.Prototype = prototype.IsNull() ? null : prototype.AsObject();
        }

        return target;
    }

    /// <summary>Whether a name stands for a symbol or a private member, which no list of names shows.</summary>
    public static bool IsHidden(string name) => name.StartsWith("@@", StringComparison.Ordinal) || name.StartsWith('#');
}
