namespace FlowEngine.Expressions.Builtins;

/// <summary>A number in a base of 2 to 36, with as many digits behind the point as tell it from its neighbours (the way of V8).</summary>
internal static class RadixText
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    // From here on every number is whole, and its digits are not all known.
    private const double FirstWhole = 9007199254740992d;

    public static string Of(double value, int radix)
    {
        var size = Math.Abs(value);
        var whole = Math.Floor(size);
        var fraction = Fraction(size - whole, Math.Max(0.5 * (Math.BitIncrement(size) - size), double.Epsilon), radix);
        var text = Whole(fraction is null ? whole + 1 : whole, radix);
        var tail = string.IsNullOrEmpty(fraction) ? "" : $".{fraction}";
        return $"{(value < 0 ? "-" : "")}{text}{tail}";
    }

    /// <summary>Digits behind the point; null when they round up to one.</summary>
    private static string? Fraction(double fraction, double delta, int radix)
    {
        var digits = new List<int>();
        while (fraction >= delta)
        {
            fraction *= radix;
            delta *= radix;
            var digit = (int)fraction;
            digits.Add(digit);
            fraction -= digit;
            var isUp = fraction > 0.5 || (fraction == 0.5 && digit % 2 == 1);
            if (isUp && fraction + delta > 1)
            {
                return RoundUp(digits, radix) ? Text(digits) : null;
            }
        }

        return Text(digits);
    }

    private static bool RoundUp(List<int> digits, int radix)
    {
        while (digits.Count > 0)
        {
            if (digits[^1] + 1 < radix)
            {
                digits[^1]++;
                return true;
            }

            digits.RemoveAt(digits.Count - 1);
        }

        return false;
    }

    private static string Whole(double whole, int radix)
    {
        var digits = new List<int>();
        for (; whole >= FirstWhole; whole /= radix)
        {
            digits.Add(0);
        }

        do
        {
            var digit = whole % radix;
            digits.Add((int)digit);
            whole = (whole - digit) / radix;
        } while (whole > 0);

        digits.Reverse();
        return Text(digits);
    }

    private static string Text(IEnumerable<int> digits) => string.Concat(digits.Select(d => Digits[d]));
}
