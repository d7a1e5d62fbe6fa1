using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Builtins;

/// <summary>An iterator over items of ours, such as <c>map.entries()</c> gives.</summary>
internal sealed class ScriptIterator : ObjectInstance
{
    private readonly IEnumerator<JsValue> _items;

    public ScriptIterator(Realm realm, IEnumerable<JsValue> items)
        : base(realm.Engine)
    {
        _items = items.GetEnumerator();
        Prototype = realm.IteratorPrototype;
        Extensible = true;
    }

    public override string Class => "Iterator";

    public JsValue Current => _items.Current;

    /// <summary>The prototype of iterators; made once an engine.</summary>
    public static ObjectInstance MakePrototype(Realm realm)
    {
        var prototype = realm.Object();
        realm.Define(prototype, "next", 0, (self, _) => Receiver(realm, self).Next(realm));
        realm.Define(prototype, Iteration.IteratorName, 0, (self, _) => self);
        realm.Define(
            prototype,
            "map",
            1,
            (self, a) => new ScriptIterator(realm, Receiver(realm, self).Remaining().Select((x, i) => Visit(a, x, i)))
        );
        realm.Define(
            prototype,
            "filter",
            1,
            (self, a) => new ScriptIterator(realm, Receiver(realm, self).Remaining().Where((x, i) => Coerce.ToBoolean(Visit(a, x, i))))
        );
        realm.Define(prototype, "toArray", 0, (self, _) => realm.Array(Receiver(realm, self).Remaining()));
        return prototype;

        JsValue Visit(JsValue[] arguments, JsValue item, int index) =>
            Coerce.ToFunction(realm, arguments.At(0)).Call(JsValue.Undefined, [item, index]);
    }

    public bool MoveNext()
    {
        Allowance.Current.Step();
        return _items.MoveNext();
    }

    public IEnumerable<JsValue> Remaining()
    {
        while (MoveNext())
        {
            yield return _items.Current;
        }
    }

    private static ScriptIterator Receiver(Realm realm, JsValue self) =>
        self.TryCast<ScriptIterator>() ?? throw realm.TypeError("Receiver is not an iterator");

    private ObjectInstance Next(Realm realm)
    {
        var hasNext = MoveNext();
        var result = realm.Object();
        result.FastSetProperty("value", new PropertyDescriptor(hasNext ? _items.Current : JsValue.Undefined, true, true, true));
        result.FastSetProperty("done", new PropertyDescriptor(!hasNext, true, true, true));
        return result;
    }
}
