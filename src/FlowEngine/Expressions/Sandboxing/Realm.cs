using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FlowEngine.Expressions.Builtins;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>One Jint engine as built-in functions see it, with the clock, place and chance of the evaluation at hand.</summary>
internal sealed class Realm(Engine engine)
{
    private ObjectInstance? _iteratorPrototype;

    public Engine Engine => engine;

    /// <summary>What iterators inherit.</summary>
    public ObjectInstance IteratorPrototype => _iteratorPrototype ??= ScriptIterator.MakePrototype(this);

    /// <summary>What <c>Date.now()</c> gives.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Zone of local dates.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Culture of <c>toLocaleString()</c> where the author names none.</summary>
    public string Culture { get; set; } = "en-US";

    /// <summary>Source of <c>Math.random()</c>.</summary>
    public Random Random { get; set; } = Random.Shared;

    [SuppressMessage("Security", "CA5394", Justification = "Math.random() promises no secrets, but the same numbers on a replay.")]
    public double NextRandom() => Random.NextDouble();

    public JavaScriptException TypeError(string message) => new(engine.TypeError, message);

    public JavaScriptException RangeError(string message) => new(engine.RangeError, message);

    public JavaScriptException SyntaxError(string message) => new(engine.SyntaxError, message);

    public ObjectInstance Object() => engine.Object.Construct(Arguments.Empty);

    /// <summary>A new array; meets the limits while its items are enumerated.</summary>
    public ArrayInstance Array(IEnumerable<JsValue> items)
    {
        var array = (ArrayInstance)engine.Array.Construct(Arguments.Empty);
        var length = 0L;
        foreach (var item in items)
        {
            Allowance.Current.Item(length);
            array.FastSetProperty(IndexText.Of(length++), new PropertyDescriptor(item, true, true, true));
        }

        SetLength(array, length);
        return array;
    }

    public static void SetLength(ArrayInstance array, long length) =>
        array.FastSetProperty("length", new PropertyDescriptor(new JsValue((double)length), true, false, false));

    /// <summary>The culture an author names, or the evaluation's.</summary>
    public CultureInfo CultureOf(JsValue tag)
    {
        var name = tag.IsString() ? tag.AsString() : Culture;
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            throw RangeError($"Incorrect locale information provided: {name}");
        }
    }

    /// <summary>Defines a built-in function.</summary>
    public void Define(ObjectInstance owner, string name, int length, Func<JsValue, JsValue[], JsValue> body)
    {
        var function = new ClrFunctionInstance(engine, body, length);
        function.FastAddProperty("name", name, false, false, true);
        owner.FastAddProperty(name, function, true, false, true);
    }

    /// <summary>Defines a read-only property that is computed.</summary>
    public void DefineGetter(ObjectInstance owner, string name, Func<JsValue, JsValue> body) =>
        owner.FastSetProperty(
            name,
            new PropertyDescriptor(new ClrFunctionInstance(engine, (self, _) => body(self)), (JsValue?)null, false, true)
        );
}
