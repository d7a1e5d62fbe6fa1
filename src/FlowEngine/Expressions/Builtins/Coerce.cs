using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>JavaScript's conversions as built-in functions need them.</summary>
internal static class Coerce
{
    private const double MaxSafeInteger = 9007199254740991d;

    public static double ToNumber(JsValue value) => TypeConverter.ToNumber(value);

    public static double ToInteger(JsValue value) => TypeConverter.ToInteger(value);

    public static bool ToBoolean(JsValue value) => TypeConverter.ToBoolean(value);

    public static string ToText(JsValue value) => TypeConverter.ToString(value);

    /// <summary>ECMAScript ToInt32; Jint's own gives 0 for negative numbers on .NET 9 and later.</summary>
    public static int ToInt32(JsValue value)
    {
        var number = ToNumber(value);
        if (number is >= int.MinValue and <= int.MaxValue)
        {
            return (int)number;
        }

        return double.IsFinite(number) ? unchecked((int)(long)(Math.Truncate(number) % 4294967296d)) : 0;
    }

    public static ObjectInstance ToObject(Realm realm, JsValue value) =>
        value.IsUndefined() || value.IsNull()
            ? throw realm.TypeError("Cannot convert undefined or null to object")
            : TypeConverter.ToObject(realm.Engine, value);

    /// <summary>Length of an array-like object.</summary>
    public static long Length(ObjectInstance value) => (long)Math.Clamp(ToInteger(value.Get("length")), 0, MaxSafeInteger);

    /// <summary>An index that may count from the end, clamped into 0 to <paramref name="length"/>.</summary>
    public static long RelativeIndex(JsValue value, long length, long whenAbsent)
    {
        if (value.IsUndefined())
        {
            return whenAbsent;
        }

        var index = ToInteger(value);
        return index < 0 ? (long)Math.Max(0, length + index) : (long)Math.Min(index, length);
    }

    /// <summary>The function a caller passed.</summary>
    public static ICallable ToFunction(Realm realm, JsValue value) =>
        value.TryCast<ICallable>() ?? throw realm.TypeError($"{Describe(value)} is not a function");

    public static bool IsFunction(JsValue value) => value.IsObject() && value.AsObject() is ICallable;

    public static string Describe(JsValue value) =>
        value.IsObject() ? $"#<{value.AsObject().Class}>"
        : value.IsString() ? $"\"{value.AsString()}\""
        : ToText(value);
}
