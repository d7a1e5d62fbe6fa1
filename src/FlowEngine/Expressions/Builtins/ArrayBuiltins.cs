using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Array functions that meet the limits: Jint's own run for minutes over an array of length 4 billion.</summary>
internal sealed class ArrayBuiltins
{
    private const int MaxLength = 5_000_000;

    private readonly Realm _realm;
    private readonly ArrayInstance _prototype;

    private ArrayBuiltins(Realm realm)
    {
        _realm = realm;
        _prototype = realm.Engine.Array.PrototypeObject;
    }

    public static void Install(Realm realm)
    {
        var builtins = new ArrayBuiltins(realm);
        builtins.InstallConstructor();
        builtins.InstallVisitors();
        builtins.InstallSearches();
        builtins.InstallCopies();
        builtins.InstallChanges();
        NewerArrayBuiltins.Install(realm);
    }

    /// <summary>The items of an array-like object, holes as undefined.</summary>
    public static IEnumerable<JsValue> Items(ObjectInstance array)
    {
        var length = Coerce.Length(array);
        for (var i = 0L; i < length; i++)
        {
            Allowance.Current.Item(i);
            yield return array.Get(IndexText.Of(i));
        }
    }

    /// <summary>Adds an item to an array of our own making.</summary>
    public static void Append(ObjectInstance array, JsValue item)
    {
        var length = Coerce.Length(array);
        Allowance.Current.Item(length);
        array.FastSetProperty(IndexText.Of(length), new PropertyDescriptor(item, true, true, true));
        Realm.SetLength((ArrayInstance)array, length + 1);
    }

    private void InstallConstructor()
    {
        var constructor = new NativeConstructor(_realm, "Array", 1, _prototype, a => Construct(a), Construct);
        _realm.Define(constructor, "isArray", 1, (_, a) => a.At(0).IsObject() && a.At(0).AsObject() is ArrayInstance);
        _realm.Define(constructor, "of", 0, (_, a) => _realm.Array(a));
    }

    private ArrayInstance Construct(JsValue[] arguments)
    {
        if (arguments.Length != 1 || !arguments[0].IsNumber())
        {
            return _realm.Array(arguments);
        }

        var length = arguments[0].AsNumber();
        if (length < 0 || length != Math.Floor(length) || length > uint.MaxValue)
        {
            throw _realm.RangeError("Invalid array length");
        }

        if (length > MaxLength)
        {
            throw new LimitExceededException("expression.size", $"An array is longer than {MaxLength} items.");
        }

        var array = _realm.Array([]);
        Realm.SetLength(array, (long)length);
        return array;
    }

    private void InstallVisitors()
    {
        Define("map", 1, Map);
        Define("filter", 1, (o, a) => _realm.Array(Present(o).Where(x => Coerce.ToBoolean(Visit(a, x, o))).Select(x => x.Value)));
        Define("forEach", 1, ForEach);
        Define("some", 1, (o, a) => Present(o).Any(x => Coerce.ToBoolean(Visit(a, x, o))));
        Define("every", 1, (o, a) => Present(o).All(x => Coerce.ToBoolean(Visit(a, x, o))));
        Define("find", 1, (o, a) => Find(o, a) is { } found ? found.Value : JsValue.Undefined);
        Define("findIndex", 1, (o, a) => Find(o, a) is { } found ? (double)found.Index : -1);
        Define("reduce", 1, (o, a) => Reduce(Present(o), o, a));
        Define("reduceRight", 1, (o, a) => Reduce(Present(o).Reverse(), o, a));
    }

    private JsValue Map(ObjectInstance array, JsValue[] arguments)
    {
        var result = _realm.Array([]);
        foreach (var item in Present(array))
        {
            var value = Visit(arguments, item, array);
            result.FastSetProperty(IndexText.Of(item.Index), new PropertyDescriptor(value, true, true, true));
        }

        Realm.SetLength(result, Coerce.Length(array));
        return result;
    }

    private JsValue ForEach(ObjectInstance array, JsValue[] arguments)
    {
        foreach (var item in Present(array))
        {
            Visit(arguments, item, array);
        }

        return JsValue.Undefined;
    }

    private Item? Find(ObjectInstance array, JsValue[] arguments)
    {
        var index = 0L;
        foreach (var value in Items(array))
        {
            var item = new Item(value, index++);
            if (Coerce.ToBoolean(Visit(arguments, item, array)))
            {
                return item;
            }
        }

        return null;
    }

    private JsValue Reduce(IEnumerable<Item> items, ObjectInstance array, JsValue[] arguments)
    {
        var function = Coerce.ToFunction(_realm, arguments.At(0));
        var result = arguments.Length > 1 ? arguments[1] : null;
        foreach (var item in items)
        {
            result = result is null
                ? item.Value
                : function.Call(JsValue.Undefined, [result, item.Value, (double)item.Index, array]);
        }

        return result ?? throw _realm.TypeError("Reduce of empty array with no initial value");
    }

    private JsValue Visit(JsValue[] arguments, Item item, ObjectInstance array) =>
        Coerce.ToFunction(_realm, arguments.At(0)).Call(arguments.At(1), [item.Value, (double)item.Index, array]);

    private void InstallSearches()
    {
        Define("includes", 1, (o, a) => From(o, a).Any(x => SameValueZero(x.Value, a.At(0))));
        Define(
            "indexOf",
            1,
            (o, a) => From(o, a).Where(x => ExpressionInterpreter.StrictlyEqual(x.Value, a.At(0))).Select(x => x.Index).FirstOrDefault(-1L)
        );
        Define("lastIndexOf", 1, LastIndexOf);
    }

    private JsValue LastIndexOf(ObjectInstance array, JsValue[] arguments)
    {
        var length = Coerce.Length(array);
        var start = arguments.Length > 1 ? Coerce.ToInteger(arguments[1]) : length - 1;
        var last = (long)Math.Min(length - 1, start < 0 ? length + start : start);
        for (var i = last; i >= 0; i--)
        {
            Allowance.Current.Item(last - i);
            if (ExpressionInterpreter.StrictlyEqual(array.Get(IndexText.Of(i)), arguments.At(0)))
            {
                return i;
            }
        }

        return -1;
    }

    public static bool SameValueZero(JsValue left, JsValue right) =>
        ExpressionInterpreter.StrictlyEqual(left, right)
        || (left.IsNumber() && right.IsNumber() && double.IsNaN(left.AsNumber()) && double.IsNaN(right.AsNumber()));

    private static IEnumerable<Item> From(ObjectInstance array, JsValue[] arguments)
    {
        var length = Coerce.Length(array);
        for (var i = Coerce.RelativeIndex(arguments.At(1), length, 0); i < length; i++)
        {
            Allowance.Current.Item(i);
            yield return new Item(array.Get(IndexText.Of(i)), i);
        }
    }

    private void InstallCopies()
    {
        Define("join", 1, Join);
        Define("toString", 0, Join);
        Define("toLocaleString", 0, (o, _) => Join(_realm.Array(ArrayBuiltins.Items(o).Select(LocalText)), []));
        Define("concat", 1, (o, a) => _realm.Array(a.Prepend(o).SelectMany(x => x.IsObject() && x.AsObject() is ArrayInstance inner ? Items(inner) : [x])));
        Define("slice", 2, Slice);
    }

    private JsValue Join(ObjectInstance array, JsValue[] arguments)
    {
        Allowance.Current.Enter();
        var separator = arguments.At(0).IsUndefined() ? "," : Coerce.ToText(arguments[0]);
        var text = new LimitedText();
        var isFirst = true;
        foreach (var item in Items(array))
        {
            text.Append(isFirst ? string.Empty : separator);
            text.Append(item.IsUndefined() || item.IsNull() ? string.Empty : Coerce.ToText(item));
            isFirst = false;
        }

        return text.ToString();
    }

    private JsValue LocalText(JsValue item) =>
        item.IsUndefined() || item.IsNull()
            ? item
            : Coerce.ToFunction(_realm, Coerce.ToObject(_realm, item).Get("toLocaleString")).Call(item, Arguments.Empty);

    private JsValue Slice(ObjectInstance array, JsValue[] arguments)
    {
        var length = Coerce.Length(array);
        var start = Coerce.RelativeIndex(arguments.At(0), length, 0);
        var end = Coerce.RelativeIndex(arguments.At(1), length, length);
        return _realm.Array(Range());

        IEnumerable<JsValue> Range()
        {
            for (var i = start; i < end; i++)
            {
                yield return array.Get(IndexText.Of(i));
            }
        }
    }

    private void InstallChanges()
    {
        Define("push", 1, Push);
        Define("pop", 0, (o, _) => RemoveAt(o, Coerce.Length(o) - 1));
        Define("shift", 0, (o, _) => RemoveAt(o, 0));
        Define("unshift", 1, (o, a) => Store(o, [.. a, .. Items(o)]));
        Define("reverse", 0, (o, _) => Replace(o, [.. Items(o).Reverse()]));
        Define("sort", 1, (o, a) => Replace(o, ArraySorting.Sort(_realm, [.. Items(o)], a.At(0))));
        Define("fill", 1, Fill);
        Define("splice", 2, Splice);
    }

    private JsValue Push(ObjectInstance array, JsValue[] arguments)
    {
        var length = Coerce.Length(array);
        foreach (var value in arguments)
        {
            array.Put(IndexText.Of(length++), value, true);
        }

        array.Put("length", length, true);
        return length;
    }

    private static JsValue RemoveAt(ObjectInstance array, long index)
    {
        var length = Coerce.Length(array);
        if (length == 0)
        {
            return JsValue.Undefined;
        }

        var removed = array.Get(IndexText.Of(index));
        for (var i = index; i < length - 1; i++)
        {
            Allowance.Current.Item(i);
            array.Put(IndexText.Of(i), array.Get(IndexText.Of(i + 1)), true);
        }

        array.Delete(IndexText.Of(length - 1), true);
        array.Put("length", length - 1, true);
        return removed;
    }

    private JsValue Fill(ObjectInstance array, JsValue[] arguments)
    {
        var length = Coerce.Length(array);
        var end = Coerce.RelativeIndex(arguments.At(2), length, length);
        for (var i = Coerce.RelativeIndex(arguments.At(1), length, 0); i < end; i++)
        {
            Allowance.Current.Item(i);
            array.Put(IndexText.Of(i), arguments.At(0), true);
        }

        return array;
    }

    private JsValue Splice(ObjectInstance array, JsValue[] arguments)
    {
        var items = Items(array).ToList();
        var start = (int)Coerce.RelativeIndex(arguments.At(0), items.Count, 0);
        var count = arguments.Length switch
        {
            0 => 0,
            1 => items.Count - start,
            _ => (int)Math.Clamp(Coerce.ToInteger(arguments[1]), 0, items.Count - start),
        };
        var removed = items.GetRange(start, count);
        items.RemoveRange(start, count);
        items.InsertRange(start, arguments.Skip(2));
        Store(array, items);
        return _realm.Array(removed);
    }

    private static JsValue Replace(ObjectInstance array, IReadOnlyList<JsValue> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            array.Put(IndexText.Of(i), items[i], true);
        }

        return array;
    }

    private static JsValue Store(ObjectInstance array, List<JsValue> items)
    {
        Replace(array, items);
        array.Put("length", items.Count, true);
        return items.Count;
    }

    private static IEnumerable<Item> Present(ObjectInstance array)
    {
        var length = Coerce.Length(array);
        for (var i = 0L; i < length; i++)
        {
            Allowance.Current.Item(i);
            var name = IndexText.Of(i);
            if (array.HasProperty(name))
            {
                yield return new Item(array.Get(name), i);
            }
        }
    }

    private void Define(string name, int length, Func<ObjectInstance, JsValue[], JsValue> body) =>
        _realm.Define(
            _prototype,
            name,
            length,
            (self, arguments) =>
                self.IsUndefined() || self.IsNull()
                    ? throw _realm.TypeError($"Array.prototype.{name} called on null or undefined")
                    : body(Coerce.ToObject(_realm, self), arguments)
        );

    private readonly record struct Item(JsValue Value, long Index);
}
