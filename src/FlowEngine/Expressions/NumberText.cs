using System.Globalization;
using Jint.Native;
using Jint.Runtime;

namespace FlowEngine.Expressions;

/// <summary>Numbers as JavaScript reads and writes them, whatever the culture of the thread.</summary>
internal static class NumberText
{
    /// <summary>Writes a number as <c>String(number)</c> does.</summary>
    public static string Of(double number)
    {
        if (Math.Abs(number) < 1e15 && number == Math.Truncate(number))
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        // Jint's own writing of the largest number overflows.
        return Math.Abs(number) == double.MaxValue ? $"{(number < 0 ? "-" : "")}1.7976931348623157e+308" : TypeConverter.ToString(new JsValue(number));
    }

    /// <summary>Reads a decimal literal; false for hexadecimal, octal and malformed ones.</summary>
    public static bool TryParse(string? literal, out double number)
    {
        number = 0;
        return literal is not null
            && literal.Length > 0
            && !(literal.Length > 1 && literal[0] == '0' && char.IsAsciiLetterOrDigit(literal[1]) && literal[1] is not ('e' or 'E'))
            && double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
