using System.Text.Json;

namespace FlowEngine.Nodes.Conditions;

/// <summary>The values for which a rule holds: some single ones, or all numbers or dates between two ends.</summary>
internal sealed class ValueRange
{
    private ValueRange(IReadOnlyList<JsonElement>? values, bool isDate, End low, End high) =>
        (Values, IsDate, Low, High) = (values, isDate, low, high);

    /// <summary>The single values; null for a range.</summary>
    public IReadOnlyList<JsonElement>? Values { get; }

    public bool IsNumeric => Values is null && !IsDate;

    private bool IsDate { get; }

    private End Low { get; }

    private End High { get; }

    /// <summary>Reads a rule whose values are constant; null when its values are no range.</summary>
    public static ValueRange? Of(ConditionRule rule, JsonElement right, JsonElement to)
    {
        switch (rule.Operator)
        {
            case ConditionOperator.Equal when ValueComparison.IsPlain(right):
                return new ValueRange([right], false, default, default);
            case ConditionOperator.In when ConditionOperator.Choices(right).ToList() is { Count: > 0 } choices && choices.TrueForAll(ValueComparison.IsPlain):
                return new ValueRange(choices, false, default, default);
            case ConditionOperator.Before or ConditionOperator.After when IsoDates.TryRead(right, TimeZoneInfo.Utc, out var date):
                var at = (double)date.ToUnixTimeMilliseconds();
                return rule.Operator == ConditionOperator.Before
                    ? new ValueRange(null, true, End.Below, new End(at, false))
                    : new ValueRange(null, true, new End(at, false), End.Above);
            default:
                break;
        }

        if (!ValueComparison.TryNumber(right, out var number))
        {
            return null;
        }

        return rule.Operator switch
        {
            ConditionOperator.Greater => Numbers(new End(number, false), End.Above),
            ConditionOperator.AtLeast => Numbers(new End(number, true), End.Above),
            ConditionOperator.Less => Numbers(End.Below, new End(number, false)),
            ConditionOperator.AtMost => Numbers(End.Below, new End(number, true)),
            ConditionOperator.Between when ValueComparison.TryNumber(to, out var upper) => Numbers(new End(number, true), new End(upper, true)),
            _ => null,
        };
    }

    /// <summary>Tells whether every value of this range is one of another.</summary>
    public bool IsWithin(ValueRange other) =>
        Values is null
        && other.Values is null
        && IsDate == other.IsDate
        && (other.Low.At < Low.At || (other.Low.At.Equals(Low.At) && (other.Low.Included || !Low.Included)))
        && (other.High.At > High.At || (other.High.At.Equals(High.At) && (other.High.Included || !High.Included)));

    /// <summary>Tells whether some value may be in both ranges.</summary>
    public bool Meets(ValueRange other)
    {
        if (Values is not null || other.Values is not null || IsDate != other.IsDate)
        {
            return true;
        }

        var low = Low.At > other.Low.At || (Low.At.Equals(other.Low.At) && !Low.Included) ? Low : other.Low;
        var high = High.At < other.High.At || (High.At.Equals(other.High.At) && !High.Included) ? High : other.High;
        return low.At < high.At || (low.At.Equals(high.At) && low.Included && high.Included);
    }

    private static ValueRange Numbers(End low, End high) => new(null, false, low, high);

    private readonly record struct End(double At, bool Included)
    {
        public static End Below => new(double.NegativeInfinity, false);

        public static End Above => new(double.PositiveInfinity, false);
    }
}
