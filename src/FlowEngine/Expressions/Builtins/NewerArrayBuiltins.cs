using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Array functions of ECMAScript 2015 to 2023.</summary>
internal sealed class NewerArrayBuiltins
{
    private readonly Realm _realm;

    private NewerArrayBuiltins(Realm realm) => _realm = realm;

    public static void Install(Realm realm)
    {
        var builtins = new NewerArrayBuiltins(realm);
        builtins.InstallCopies();
        builtins.InstallLookups();
        builtins.InstallIterators();
        realm.Define(realm.Engine.Global.Get("Array").AsObject(), "from", 1, (_, a) => builtins.From(a));
    }

    private void InstallCopies()
    {
        Define("flat", 0, (o, a) => Flat(o, a.At(0).IsUndefined() ? 1 : Coerce.ToInteger(a[0])));
        Define("flatMap", 1, (o, a) => FlatMap(o, a));
        Define("toSorted", 1, (o, a) => _realm.Array(ArraySorting.Sort(_realm, [.. ArrayBuiltins.Items(o)], a.At(0))));
        Define("toReversed", 0, (o, _) => _realm.Array([.. ArrayBuiltins.Items(o).Reverse()]));
        Define("toSpliced", 2, (o, a) => ToSpliced(o, a));
        Define("with", 2, (o, a) => With(o, a));
        Define("copyWithin", 2, CopyWithin);
    }

    private void InstallLookups()
    {
        Define("at", 1, (o, a) => o.Get(IndexFromEnd(o, a.At(0)) is { } index ? IndexText.Of(index) : "-1"));
        Define("findLast", 1, (o, a) => FindLast(o, a).Value);
        Define("findLastIndex", 1, (o, a) => (double)FindLast(o, a).Index);
    }

    private void InstallIterators()
    {
        Define("keys", 0, (o, _) => Iterator(Indexes(o).Select(i => (JsValue)(double)i)));
        Define("values", 0, (o, _) => Iterator(Indexes(o).Select(i => o.Get(IndexText.Of(i)))));
        Define("entries", 0, (o, _) => Iterator(Indexes(o).Select(i => (JsValue)_realm.Array([(double)i, o.Get(IndexText.Of(i))]))));
        Define(Iteration.IteratorName, 0, (o, _) => Iterator(Indexes(o).Select(i => o.Get(IndexText.Of(i)))));
    }

    private ArrayInstance From(JsValue[] arguments)
    {
        var source = arguments.At(0);
        var items = Iteration.IsIterable(source) ? Iteration.Of(_realm, source) : ArrayBuiltins.Items(Coerce.ToObject(_realm, source));
        if (arguments.At(1).IsUndefined())
        {
            return _realm.Array(items);
        }

        var function = Coerce.ToFunction(_realm, arguments[1]);
        return _realm.Array(items.Select((x, i) => function.Call(arguments.At(2), [x, i])));
    }

    private ArrayInstance Flat(ObjectInstance array, double depth)
    {
        var items = new List<JsValue>();
        AddFlat(array, depth, items);
        return _realm.Array(items);
    }

    private static void AddFlat(ObjectInstance array, double depth, List<JsValue> items)
    {
        Allowance.Current.Enter();
        foreach (var index in Indexes(array))
        {
            if (!array.HasProperty(IndexText.Of(index)))
            {
                continue;
            }

            var item = array.Get(IndexText.Of(index));
            if (depth >= 1 && item.IsObject() && item.AsObject() is ArrayInstance inner)
            {
                AddFlat(inner, depth - 1, items);
            }
            else
            {
                items.Add(item);
            }
        }
    }

    private ArrayInstance FlatMap(ObjectInstance array, JsValue[] arguments)
    {
        var function = Coerce.ToFunction(_realm, arguments.At(0));
        var mapped = Indexes(array)
            .Where(i => array.HasProperty(IndexText.Of(i)))
            .Select(i => function.Call(arguments.At(1), [array.Get(IndexText.Of(i)), (double)i, array]));
        return Flat(_realm.Array(mapped), 1);
    }

    private ArrayInstance ToSpliced(ObjectInstance array, JsValue[] arguments)
    {
        var items = ArrayBuiltins.Items(array).ToList();
        var start = (int)Coerce.RelativeIndex(arguments.At(0), items.Count, 0);
        var count = arguments.Length switch
        {
            0 => 0,
            1 => items.Count - start,
            _ => (int)Math.Clamp(Coerce.ToInteger(arguments[1]), 0, items.Count - start),
        };
        items.RemoveRange(start, count);
        items.InsertRange(start, arguments.Skip(2));
        return _realm.Array(items);
    }

    private ArrayInstance With(ObjectInstance array, JsValue[] arguments)
    {
        if (IndexFromEnd(array, arguments.At(0)) is not { } index)
        {
            throw _realm.RangeError($"Invalid index : {Coerce.ToText(arguments.At(0))}");
        }

        return _realm.Array(ArrayBuiltins.Items(array).Select((x, i) => i == index ? arguments.At(1) : x));
    }

    private JsValue CopyWithin(ObjectInstance array, JsValue[] arguments)
    {
        var length = Coerce.Length(array);
        var target = Coerce.RelativeIndex(arguments.At(0), length, 0);
        var start = Coerce.RelativeIndex(arguments.At(1), length, 0);
        var end = Coerce.RelativeIndex(arguments.At(2), length, length);
        var items = ArrayBuiltins.Items(array).Skip((int)start).Take((int)Math.Max(0, Math.Min(end - start, length - target))).ToArray();
        foreach (var (index, item) in items.Index())
        {
            array.Put(IndexText.Of(target + index), item, true);
        }

        return array;
    }

    private (JsValue Value, long Index) FindLast(ObjectInstance array, JsValue[] arguments)
    {
        var function = Coerce.ToFunction(_realm, arguments.At(0));
        for (var i = Coerce.Length(array) - 1; i >= 0; i--)
        {
            Allowance.Current.Item(i);
            var value = array.Get(IndexText.Of(i));
            if (Coerce.ToBoolean(function.Call(arguments.At(1), [value, (double)i, array])))
            {
                return (value, i);
            }
        }

        return (JsValue.Undefined, -1);
    }

    private static long? IndexFromEnd(ObjectInstance array, JsValue value)
    {
        var length = Coerce.Length(array);
        var index = Coerce.ToInteger(value);
        index = index < 0 ? length + index : index;
        return index >= 0 && index < length ? (long)index : null;
    }

    /// <summary>Indexes of a list that may grow meanwhile.</summary>
    private static IEnumerable<long> Indexes(ObjectInstance array)
    {
        for (var i = 0L; i < Coerce.Length(array); i++)
        {
            Allowance.Current.Item(i);
            yield return i;
        }
    }

    private ScriptIterator Iterator(IEnumerable<JsValue> items) => new(_realm, items);

    private void Define(string name, int length, Func<ObjectInstance, JsValue[], JsValue> body) =>
        _realm.Define(
            _realm.Engine.Array.PrototypeObject,
            name,
            length,
            (self, arguments) =>
                self.IsUndefined() || self.IsNull()
                    ? throw _realm.TypeError($"Array.prototype.{name} called on null or undefined")
                    : body(Coerce.ToObject(_realm, self), arguments)
        );
}
