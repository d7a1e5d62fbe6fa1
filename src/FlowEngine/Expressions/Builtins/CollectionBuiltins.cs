using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Map and Set.</summary>
internal sealed class CollectionBuiltins
{
    private readonly Realm _realm;
    private readonly ObjectInstance _prototype;
    private readonly bool _isSet;
    private readonly string _name;

    private CollectionBuiltins(Realm realm, bool isSet)
    {
        _realm = realm;
        _isSet = isSet;
        _name = isSet ? "Set" : "Map";
        _prototype = realm.Object();
    }

    public static void Install(Realm realm)
    {
        new CollectionBuiltins(realm, isSet: false).Install();
        new CollectionBuiltins(realm, isSet: true).Install();
    }

    private void Install()
    {
        var constructor = new NativeConstructor(
            _realm,
            _name,
            0,
            _prototype,
            _ => throw _realm.TypeError($"Constructor {_name} requires 'new'"),
            Construct
        );
        Define("has", 1, (c, a) => c.Has(a.At(0)));
        Define("delete", 1, (c, a) => c.Remove(a.At(0)));
        Define("clear", 0, (c, _) => Clear(c));
        Define("forEach", 1, ForEach);
        Define("keys", 0, (c, _) => Iterator(c.Entries().Select(e => e.Key)));
        Define("values", 0, (c, _) => Iterator(c.Entries().Select(e => e.Value)));
        Define("entries", 0, (c, _) => Iterator(c.Entries().Select(e => (JsValue)_realm.Array([e.Key, e.Value]))));
        Define(Iteration.IteratorName, 0, (c, _) => Iterator(c.Items(_realm)));
        _realm.DefineGetter(_prototype, "size", self => Receiver(self).Count);
        if (_isSet)
        {
            Define("add", 1, (c, a) => Store(c, a.At(0), a.At(0)));
            InstallAlgebra();
        }
        else
        {
            Define("get", 1, (c, a) => c.Find(a.At(0)));
            Define("set", 2, (c, a) => Store(c, a.At(0), a.At(1)));
            _realm.Define(constructor, "groupBy", 2, (_, a) => GroupBy(a));
        }
    }

    private void InstallAlgebra()
    {
        Define("union", 1, (c, a) => SetOf(Keys(c).Concat(Keys(Receiver(a.At(0))))));
        Define("intersection", 1, (c, a) => SetOf(Keys(c).Where(Receiver(a.At(0)).Has)));
        Define("difference", 1, (c, a) => SetOf(Without(c, Receiver(a.At(0)))));
        Define("symmetricDifference", 1, (c, a) => SetOf(Without(c, Receiver(a.At(0))).Concat(Without(Receiver(a.At(0)), c))));
        Define("isSubsetOf", 1, (c, a) => Keys(c).All(Receiver(a.At(0)).Has));
        Define("isSupersetOf", 1, (c, a) => Keys(Receiver(a.At(0))).All(c.Has));
        Define("isDisjointFrom", 1, (c, a) => !Keys(c).Any(Receiver(a.At(0)).Has));
    }

    private static IEnumerable<JsValue> Without(KeyedCollection set, KeyedCollection other) => Keys(set).Where(k => !other.Has(k));

    private KeyedCollection Construct(JsValue[] arguments)
    {
        var collection = New();
        if (arguments.At(0).IsUndefined() || arguments.At(0).IsNull())
        {
            return collection;
        }

        foreach (var item in Iteration.Of(_realm, arguments[0]))
        {
            if (_isSet)
            {
                collection.Store(item, item);
                continue;
            }

            if (!item.IsObject())
            {
                throw _realm.TypeError($"Iterator value {Coerce.Describe(item)} is not an entry object");
            }

            collection.Store(item.AsObject().Get("0"), item.AsObject().Get("1"));
        }

        return collection;
    }

    private KeyedCollection New() => new(_realm, _isSet, _prototype);

    private KeyedCollection SetOf(IEnumerable<JsValue> keys)
    {
        var set = New();
        foreach (var key in keys)
        {
            set.Store(key, key);
        }

        return set;
    }

    private static IEnumerable<JsValue> Keys(KeyedCollection collection) => collection.Entries().Select(e => e.Key);

    private KeyedCollection GroupBy(JsValue[] arguments)
    {
        var function = Coerce.ToFunction(_realm, arguments.At(1));
        var groups = New();
        foreach (var (index, item) in Iteration.Of(_realm, arguments.At(0)).Index())
        {
            var key = function.Call(JsValue.Undefined, [item, index]);
            if (!groups.Has(key))
            {
                groups.Store(key, _realm.Array([]));
            }

            ArrayBuiltins.Append(groups.Find(key).AsObject(), item);
        }

        return groups;
    }

    private static KeyedCollection Store(KeyedCollection collection, JsValue key, JsValue value)
    {
        collection.Store(key, value);
        return collection;
    }

    private static JsValue Clear(KeyedCollection collection)
    {
        collection.RemoveAll();
        return JsValue.Undefined;
    }

    private JsValue ForEach(KeyedCollection collection, JsValue[] arguments)
    {
        var function = Coerce.ToFunction(_realm, arguments.At(0));
        foreach (var (key, value) in collection.Entries())
        {
            function.Call(arguments.At(1), [value, key, collection]);
        }

        return JsValue.Undefined;
    }

    private ScriptIterator Iterator(IEnumerable<JsValue> items) => new(_realm, items);

    private KeyedCollection Receiver(JsValue self) =>
        self.TryCast<KeyedCollection>() is { } collection && collection.Class == _name
            ? collection
            : throw _realm.TypeError($"Receiver is not a {_name}");

    private void Define(string name, int length, Func<KeyedCollection, JsValue[], JsValue> body) =>
        _realm.Define(_prototype, name, length, (self, arguments) => body(Receiver(self), arguments));
}
