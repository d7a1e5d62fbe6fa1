using FlowEngine.Expressions.Builtins;

namespace FlowEngine.Expressions.Quick;

/// <summary>JavaScript's operators on primitives; objects and long texts are left to an engine and its limits.</summary>
internal static class QuickOperators
{
    /// <summary>Longest text that is built without the limits of an engine. Unit: characters.</summary>
    public const int MaxText = 100_000;

    /// <summary>A binary operator; null for one that needs an engine.</summary>
    public static Func<QuickValue, QuickValue, QuickValue>? Binary(string operation) =>
        operation switch
        {
            "+" => Add,
            "-" => (a, b) => Compute(a, b, (x, y) => x - y),
            "*" => (a, b) => Compute(a, b, (x, y) => x * y),
            "/" => (a, b) => Compute(a, b, (x, y) => x / y),
            "%" => (a, b) => Compute(a, b, (x, y) => x % y),
            "**" => (a, b) => Compute(a, b, NumberBuiltins.Power),
            "<" => (a, b) => Compare(a, b, (x, y) => x < y, order => order < 0),
            ">" => (a, b) => Compare(a, b, (x, y) => x > y, order => order > 0),
            "<=" => (a, b) => Compare(a, b, (x, y) => x <= y, order => order <= 0),
            ">=" => (a, b) => Compare(a, b, (x, y) => x >= y, order => order >= 0),
            "===" => StrictlyEqual,
            "!==" => (a, b) => Not(StrictlyEqual(a, b)),
            "==" => LooselyEqual,
            "!=" => (a, b) => Not(LooselyEqual(a, b)),
            _ => null,
        };

    /// <summary>A unary operator; null for one that needs an engine.</summary>
    public static Func<QuickValue, QuickValue>? Unary(string operation) =>
        operation switch
        {
            "!" => a => QuickValue.Of(!a.IsTrue),
            "-" => a => a.IsPrimitive ? QuickValue.Of(-a.ToNumber()) : QuickValue.Unknown,
            "+" => a => a.IsPrimitive ? QuickValue.Of(a.ToNumber()) : QuickValue.Unknown,
            "typeof" => a => QuickValue.Of(TypeOf(a.Kind)),
            _ => null,
        };

    private static string TypeOf(QuickKind kind) =>
        kind switch
        {
            QuickKind.Undefined => "undefined",
            QuickKind.Boolean => "boolean",
            QuickKind.Number => "number",
            QuickKind.Text => "string",
            _ => "object",
        };

    private static QuickValue Add(QuickValue left, QuickValue right)
    {
        if (!left.IsPrimitive || !right.IsPrimitive)
        {
            return QuickValue.Unknown;
        }

        if (left.Kind != QuickKind.Text && right.Kind != QuickKind.Text)
        {
            return QuickValue.Of(left.ToNumber() + right.ToNumber());
        }

        var (first, second) = (left.ToText(), right.ToText());
        return first.Length + second.Length > MaxText ? QuickValue.Unknown : QuickValue.Of(first + second);
    }

    private static QuickValue Compute(in QuickValue left, in QuickValue right, Func<double, double, double> compute) =>
        left.IsPrimitive && right.IsPrimitive ? QuickValue.Of(compute(left.ToNumber(), right.ToNumber())) : QuickValue.Unknown;

    private static QuickValue Compare(
        in QuickValue left,
        in QuickValue right,
        Func<double, double, bool> compareNumbers,
        Func<int, bool> compareTexts
    )
    {
        if (!left.IsPrimitive || !right.IsPrimitive)
        {
            return QuickValue.Unknown;
        }

        return left.Kind == QuickKind.Text && right.Kind == QuickKind.Text
            ? QuickValue.Of(compareTexts(string.CompareOrdinal(left.Text, right.Text)))
            : QuickValue.Of(compareNumbers(left.ToNumber(), right.ToNumber()));
    }

    private static QuickValue Not(in QuickValue value) => value.IsUnknown ? value : QuickValue.Of(!value.IsTrue);

    private static QuickValue StrictlyEqual(QuickValue left, QuickValue right) =>
        left.Kind != right.Kind ? QuickValue.Of(false)
        : left.Kind switch
        {
            QuickKind.Boolean or QuickKind.Number => QuickValue.Of(left.Number == right.Number),
            QuickKind.Text => QuickValue.Of(left.Text == right.Text),
            // Whether two objects are the same one, an engine knows.
            QuickKind.Object => QuickValue.Unknown,
            _ => QuickValue.Of(true),
        };

    private static QuickValue LooselyEqual(QuickValue left, QuickValue right)
    {
        if (left.IsMissing || right.IsMissing)
        {
            return QuickValue.Of(left.IsMissing && right.IsMissing);
        }

        if (left.Kind == right.Kind)
        {
            return StrictlyEqual(left, right);
        }

        return left.IsPrimitive && right.IsPrimitive ? QuickValue.Of(left.ToNumber() == right.ToNumber()) : QuickValue.Unknown;
    }
}
