using System.Collections.Frozen;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>
/// Makes everything a script can reach read-only, so that one evaluation cannot change what the next one sees. Names
/// that objects commonly override become accessors: a read-only <c>toString</c> on the prototype would forbid
/// <c>o.toString = f</c> on every object (the "override mistake"; Hardened JavaScript does the same).
/// </summary>
internal sealed class Freezing
{
    private static readonly FrozenSet<string> Overridable = FrozenSet.Create(
        StringComparer.Ordinal,
        "constructor", "toString", "valueOf", "toLocaleString", "hasOwnProperty", "name", "message", "toJSON"
    );

    private readonly Realm _realm;
    private readonly HashSet<ObjectInstance> _seen = new(ReferenceEqualityComparer.Instance);

    private Freezing(Realm realm) => _realm = realm;

    public static void Apply(Realm realm)
    {
        var freezing = new Freezing(realm);
        freezing.Freeze(realm.Engine.Global);
        // Reachable through instances only.
        freezing.Freeze(realm.IteratorPrototype);
        freezing.Freeze(realm.Engine.Error.PrototypeObject);
        freezing.Freeze(realm.Engine.TypeError.PrototypeObject);
        freezing.Freeze(realm.Engine.RangeError.PrototypeObject);
    }

    private void Freeze(ObjectInstance? value)
    {
        if (value is null || !_seen.Add(value))
        {
            return;
        }

        foreach (var (name, property) in value.GetOwnProperties().ToArray())
        {
            FreezeProperty(value, name, property);
        }

        Freeze(value.Prototype);
        value.Extensible = false;
    }

    private void FreezeProperty(ObjectInstance owner, string name, PropertyDescriptor property)
    {
        if (property.IsAccessorDescriptor())
        {
            Freeze(property.Get?.TryCast<ObjectInstance>());
            property.Configurable = false;
            return;
        }

        Freeze(property.Value?.TryCast<ObjectInstance>());
        if (Overridable.Contains(name) && owner.HasOwnProperty("constructor"))
        {
            var overriding = Override(owner, name, property.Value!); // A data property has a value.
            // Scripts can reach the two functions through Object.getOwnPropertyDescriptor.
            Freeze(overriding.Get?.TryCast<ObjectInstance>());
            Freeze(overriding.Set?.TryCast<ObjectInstance>());
            owner.FastSetProperty(name, overriding);
        }
        else
        {
            property.Writable = false;
            property.Configurable = false;
        }
    }

    private PropertyDescriptor Override(ObjectInstance owner, string name, JsValue value) =>
        new(
            new ClrFunctionInstance(_realm.Engine, (_, _) => value),
            new ClrFunctionInstance(
                _realm.Engine,
                (self, arguments) =>
                {
                    if (!self.IsObject() || ReferenceEquals(self.AsObject(), owner))
                    {
                        throw _realm.TypeError($"Cannot assign to read only property '{name}'");
                    }

                    self.AsObject().DefineOwnProperty(name, new PropertyDescriptor(arguments[0], true, true, true), true);
                    return JsValue.Undefined;
                }
            ),
            false,
            false
        );
}
