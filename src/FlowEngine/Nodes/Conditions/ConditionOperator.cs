using System.Collections.Frozen;
using System.Text.Json;

namespace FlowEngine.Nodes.Conditions;

/// <summary>How many values an operator compares with.</summary>
internal enum OperandCount
{
    None,
    One,
    Two,
}

/// <summary>What an operator looks at.</summary>
/// <param name="Left">The value.</param>
/// <param name="Right">What it is compared with; undefined for none.</param>
/// <param name="To">Upper end of a range; undefined for none.</param>
/// <param name="IgnoreCase">True when capital and small letters are the same.</param>
/// <param name="Zone">Zone of dates that name none.</param>
internal readonly record struct Operands(JsonElement Left, JsonElement Right, JsonElement To, bool IgnoreCase, TimeZoneInfo Zone);

/// <summary>An operator of a rule. A comparison that makes no sense, such as a list greater than a number, does not hold.</summary>
internal sealed record ConditionOperator(string Name, string Label, OperandCount Takes, Func<Operands, bool> Holds)
{
    public const string Equal = "equals";
    public const string NotEqual = "notEquals";
    public const string Greater = "greater";
    public const string AtLeast = "atLeast";
    public const string Less = "less";
    public const string AtMost = "atMost";
    public const string Between = "between";
    public const string In = "in";
    public const string NotIn = "notIn";
    public const string Matches = "matches";
    public const string Before = "before";
    public const string After = "after";

    public static IReadOnlyList<ConditionOperator> All { get; } =
        [
            new(Equal, "is", OperandCount.One, o => ValueComparison.AreEqual(o.Left, o.Right, o.IgnoreCase)),
            new(NotEqual, "is not", OperandCount.One, o => !ValueComparison.AreEqual(o.Left, o.Right, o.IgnoreCase)),
            new("contains", "contains", OperandCount.One, Contains),
            new("notContains", "does not contain", OperandCount.One, o => !Contains(o)),
            new("startsWith", "starts with", OperandCount.One, o => Compare(o, (text, part, how) => text.StartsWith(part, how))),
            new("endsWith", "ends with", OperandCount.One, o => Compare(o, (text, part, how) => text.EndsWith(part, how))),
            new(Matches, "matches", OperandCount.One, PatternMatch.Holds),
            new(Greater, "is greater than", OperandCount.One, o => Order(o, o.Right) > 0),
            new(AtLeast, "is at least", OperandCount.One, o => Order(o, o.Right) >= 0),
            new(Less, "is less than", OperandCount.One, o => Order(o, o.Right) < 0),
            new(AtMost, "is at most", OperandCount.One, o => Order(o, o.Right) <= 0),
            new(Between, "is between", OperandCount.Two, o => Order(o, o.Right) >= 0 && Order(o, o.To) <= 0),
            new(Before, "is before", OperandCount.One, o => DateOrder(o) < 0),
            new(After, "is after", OperandCount.One, o => DateOrder(o) > 0),
            new(In, "is one of", OperandCount.One, IsIn),
            new(NotIn, "is none of", OperandCount.One, o => !IsIn(o)),
            new("isEmpty", "is empty", OperandCount.None, o => ValueComparison.IsEmpty(o.Left)),
            new("isNotEmpty", "is not empty", OperandCount.None, o => !ValueComparison.IsEmpty(o.Left)),
            new("isSet", "has a value", OperandCount.None, o => ValueComparison.IsSet(o.Left)),
            new("isNotSet", "has no value", OperandCount.None, o => !ValueComparison.IsSet(o.Left)),
        ];

    private static readonly FrozenDictionary<string, ConditionOperator> ByName = All.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public static ConditionOperator? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What <c>in</c> compares with: the items of a list, or the parts of a text between commas.</summary>
    public static IEnumerable<JsonElement> Choices(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.String => ValueComparison
                .TextOf(value)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(part => JsonSerializer.SerializeToElement(part)),
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [value],
        };

    private static int? Order(Operands o, JsonElement other) => ValueComparison.Order(o.Left, other, o.IgnoreCase, o.Zone);

    private static int? DateOrder(Operands o) =>
        IsoDates.TryRead(o.Left, o.Zone, out var left) && IsoDates.TryRead(o.Right, o.Zone, out var right) ? left.CompareTo(right) : null;

    private static bool IsIn(Operands o)
    {
        foreach (var choice in Choices(o.Right))
        {
            if (ValueComparison.AreEqual(o.Left, choice, o.IgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(Operands o)
    {
        switch (o.Left.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in o.Left.EnumerateArray())
                {
                    if (ValueComparison.AreEqual(item, o.Right, o.IgnoreCase))
                    {
                        return true;
                    }
                }

                return false;
            case JsonValueKind.Object:
                return o.Right.ValueKind == JsonValueKind.String && o.Left.TryGetProperty(ValueComparison.TextOf(o.Right), out _);
            default:
                return Compare(o, (text, part, how) => text.Contains(part, how));
        }
    }

    /// <summary>Compares as texts; lists, objects and what is not set have none.</summary>
    private static bool Compare(Operands o, Func<string, string, StringComparison, bool> holds) =>
        ValueComparison.IsPlain(o.Left)
        && ValueComparison.IsPlain(o.Right)
        && holds(
            ValueComparison.TextOf(o.Left),
            ValueComparison.TextOf(o.Right),
            o.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
        );
}
