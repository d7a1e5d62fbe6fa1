using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Numbers as text: exact, and free of the thread's culture.</summary>
internal static partial class NumberBuiltins
{
    public static void Install(Realm realm)
    {
        var engine = realm.Engine;
        realm.Define(engine.Global, "parseFloat", 1, (_, a) => ParseFloat(Coerce.ToText(a.At(0))));
        realm.Define(engine.Number, "isInteger", 1, (_, a) => IsInteger(a.At(0)));
        realm.Define(engine.Number, "isSafeInteger", 1, (_, a) => IsInteger(a.At(0)) && Math.Abs(a[0].AsNumber()) <= 9007199254740991d);
        realm.Define(engine.Number, "isFinite", 1, (_, a) => a.At(0).IsNumber() && double.IsFinite(a[0].AsNumber()));
        realm.Define(engine.Number, "isNaN", 1, (_, a) => a.At(0).IsNumber() && double.IsNaN(a[0].AsNumber()));
        engine.Number.FastAddProperty("parseFloat", engine.Global.Get("parseFloat"), true, false, true);
        engine.Number.FastAddProperty("parseInt", engine.Global.Get("parseInt"), true, false, true);
        engine.Number.FastAddProperty("MAX_VALUE", double.MaxValue, false, false, false);
        engine.Number.FastAddProperty("MIN_VALUE", double.Epsilon, false, false, false);
        engine.Number.FastAddProperty("MAX_SAFE_INTEGER", 9007199254740991d, false, false, false);
        engine.Number.FastAddProperty("MIN_SAFE_INTEGER", -9007199254740991d, false, false, false);
        engine.Number.FastAddProperty("EPSILON", Math.Pow(2, -52), false, false, false);
        var prototype = engine.Number.PrototypeObject;
        realm.Define(prototype, "toFixed", 1, (self, a) => ToFixed(realm, Coerce.ToNumber(self), a.At(0)));
        realm.Define(prototype, "toPrecision", 1, (self, a) => ToPrecision(realm, Coerce.ToNumber(self), a.At(0)));
        realm.Define(prototype, "toExponential", 1, (self, a) => ToExponential(realm, Coerce.ToNumber(self), a.At(0)));
        realm.Define(prototype, "toString", 1, (self, a) => ToText(realm, Coerce.ToNumber(self), a.At(0)));
        realm.Define(prototype, "toLocaleString", 0, (self, a) => NumberLocaleText.Of(realm, Coerce.ToNumber(self), a));
        InstallMath(realm);
    }

    private static void InstallMath(Realm realm)
    {
        var math = realm.Engine.Math;
        realm.Define(math, "random", 0, (_, _) => realm.NextRandom());
        realm.Define(math, "round", 1, (_, a) => Round(Coerce.ToNumber(a.At(0))));
        realm.Define(math, "trunc", 1, (_, a) => Math.Truncate(Coerce.ToNumber(a.At(0))));
        realm.Define(math, "sign", 1, (_, a) => Coerce.ToNumber(a.At(0)) is var d && (double.IsNaN(d) || d == 0) ? d : (double)Math.Sign(d));
        Define("cbrt", x => Math.Round(Math.Cbrt(x)) is var whole && whole * whole * whole == x ? whole : Math.Cbrt(x));
        Define("log2", Math.Log2);
        Define("log10", Math.Log10);
        Define("log1p", LogOfOneMore);
        Define("expm1", PowerLessOne);
        Define("sinh", Math.Sinh);
        Define("cosh", Math.Cosh);
        Define("tanh", Math.Tanh);
        Define("asinh", Math.Asinh);
        Define("acosh", Math.Acosh);
        Define("atanh", Math.Atanh);
        Define("fround", x => (float)x);
        Define("clz32", x => BitOperations.LeadingZeroCount((uint)Coerce.ToInt32(x)));
        realm.Define(math, "imul", 2, (_, a) => unchecked(Coerce.ToInt32(a.At(0)) * Coerce.ToInt32(a.At(1))));
        realm.Define(math, "hypot", 2, (_, a) => Hypotenuse([.. a.Select(Coerce.ToNumber)]));
        realm.Define(math, "pow", 2, (_, a) => Power(Coerce.ToNumber(a.At(0)), Coerce.ToNumber(a.At(1))));

        void Define(string name, Func<double, double> body) => realm.Define(math, name, 1, (_, a) => body(Coerce.ToNumber(a.At(0))));
    }

    // The logarithm of what is left of x in the sum, and the error of the sum taken out again (Kahan).
    private static double LogOfOneMore(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    // Near 1 the difference has lost the digits that x has (Kahan).
    private static double PowerLessOne(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x : Math.Abs(x) < 0.5 ? (power - 1) * x / Math.Log(power) : power - 1;
    }

    // Scaled, so that no square overflows, and summed by Kahan, as V8 does it.
    private static double Hypotenuse(double[] sides)
    {
        var longest = sides.Select(Math.Abs).DefaultIfEmpty().Max();
        if (longest == 0 || sides.Any(double.IsInfinity))
        {
            return longest;
        }

        var (sum, lost) = (0d, 0d);
        foreach (var side in sides)
        {
            var square = (side / longest * (side / longest)) - lost;
            var next = sum + square;
            (sum, lost) = (next, next - sum - square);
        }

        return Math.Sqrt(sum) * longest;
    }

    private static bool IsInteger(JsValue value) =>
        value.IsNumber() && double.IsFinite(value.AsNumber()) && Math.Truncate(value.AsNumber()) == value.AsNumber();

    private static double ParseFloat(string text)
    {
        var match = FloatPrefix().Match(text.TrimStart(StringBuiltins.WhiteSpace));
        if (!match.Success)
        {
            return double.NaN;
        }

        if (match.Value.EndsWith('y'))
        {
            return match.Value[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return double.Parse(match.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    // JavaScript rounds halves up: -2.5 gives -2.
    private static double Round(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) >= 4503599627370496d)
        {
            return value;
        }

        var floor = Math.Floor(value);
        return value - floor >= 0.5 ? floor + 1 : floor;
    }

    public static double Power(double x, double y) =>
        double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y)) ? double.NaN : Math.Pow(x, y);

    private static string ToFixed(Realm realm, double value, JsValue digits)
    {
        var count = Coerce.ToInteger(digits);
        if (count is < 0 or > 100)
        {
            throw realm.RangeError("toFixed() digits argument must be between 0 and 100");
        }

        if (!double.IsFinite(value) || Math.Abs(value) >= 1e21)
        {
            return Coerce.ToText(value);
        }

        var text = RoundHalfUp(Math.Abs(value), (int)count);
        return value < 0 ? $"-{text}" : text;
    }

    // .NET rounds exact halves to even, JavaScript up. 25 digits more than asked for tell a half from its neighbours.
    private static string RoundHalfUp(double value, int digits)
    {
        var exact = value.ToString($"F{digits + 25}", CultureInfo.InvariantCulture);
        var kept = exact[..^25].Replace(".", string.Empty, StringComparison.Ordinal);
        var number = BigInteger.Parse(kept, CultureInfo.InvariantCulture) + (exact[^25] >= '5' ? 1 : 0);
        var text = number.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return digits == 0 ? text : $"{text[..^digits]}.{text[^digits..]}";
    }

    private static string ToPrecision(Realm realm, double value, JsValue precision)
    {
        if (precision.IsUndefined() || !double.IsFinite(value))
        {
            return Coerce.ToText(value);
        }

        var digits = (int)Math.Clamp(Coerce.ToInteger(precision), int.MinValue, int.MaxValue);
        if (digits is < 1 or > 100)
        {
            throw realm.RangeError("toPrecision() argument must be between 1 and 100");
        }

        var (written, exponent) = Split(Math.Abs(value).ToString($"E{digits - 1}", CultureInfo.InvariantCulture));
        var mantissa = written.Replace(".", string.Empty, StringComparison.Ordinal);
        var sign = value < 0 ? "-" : string.Empty;
        return sign + Layout(mantissa, exponent, digits);
    }

    private static string ToExponential(Realm realm, double value, JsValue digits)
    {
        var count = Coerce.ToInteger(digits);
        if (!double.IsFinite(value))
        {
            return Coerce.ToText(value);
        }

        if (count is < 0 or > 100)
        {
            throw realm.RangeError("toExponential() argument must be between 0 and 100");
        }

        // Without a number of digits, as few as tell the number from its neighbours.
        var size = Math.Abs(value);
        var text = digits.IsUndefined()
            ? Enumerable.Range(0, 17).Select(Written).First(t => double.Parse(t, CultureInfo.InvariantCulture) == size)
            : Written((int)count);

        var (mantissa, exponent) = Split(text);
        return $"{(value < 0 ? "-" : "")}{mantissa}{PowerOfTen(exponent)}";

        string Written(int places) => size.ToString(string.Create(CultureInfo.InvariantCulture, $"E{places}"), CultureInfo.InvariantCulture);
    }

    /// <summary>Mantissa and exponent of a number as .NET writes it, such as <c>1.5E+003</c>.</summary>
    private static (string Mantissa, int Exponent) Split(string text)
    {
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        return (text[..mark], int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static string PowerOfTen(int exponent) =>
        string.Create(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");

    private static string ToText(Realm realm, double value, JsValue radix)
    {
        var numerals = radix.IsUndefined() ? 10 : Coerce.ToInteger(radix);
        return numerals is < 2 or > 36 ? throw realm.RangeError("toString() radix must be between 2 and 36")
            : numerals == 10 || !double.IsFinite(value) ? Coerce.ToText(value)
            : RadixText.Of(value, (int)numerals);
    }

    private static string Layout(string mantissa, int exponent, int digits)
    {
        if (exponent < -6 || exponent >= digits)
        {
            var fraction = digits > 1 ? $".{mantissa[1..]}" : string.Empty;
            return $"{mantissa[0]}{fraction}{PowerOfTen(exponent)}";
        }

        if (exponent < 0)
        {
            return $"0.{new string('0', -exponent - 1)}{mantissa}";
        }

        return mantissa.Length > exponent + 1 ? $"{mantissa[..(exponent + 1)]}.{mantissa[(exponent + 1)..]}" : mantissa;
    }

    [GeneratedRegex(@"^[+-]?(Infinity|([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex FloatPrefix();
}
