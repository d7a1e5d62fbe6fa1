using System.Text.Json;
using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Conditions;

/// <summary>
/// What one rule, or one formula, says about a value, as far as that is known before a run. Two facts are about the same
/// value when their left sides are written the same.
/// </summary>
internal sealed class RuleFact
{
    private static readonly string[] Absence = ["isNotSet", "isEmpty"];
    private static readonly string[] Presence = ["isSet", "isNotEmpty"];

    private RuleFact(string about, string text) => (About, Text) = (about, text);

    /// <summary>The left side, normalised.</summary>
    public string About { get; }

    /// <summary>The whole fact, normalised: two facts of the same text are the same.</summary>
    public string Text { get; }

    /// <summary>What the values are for which it holds; null when that is not known.</summary>
    public ValueRange? Range { get; private init; }

    private ConditionRule? Rule { get; init; }

    private JsonElement Right { get; init; }

    private JsonElement To { get; init; }

    private string Operator => Rule?.Operator ?? "";

    public static RuleFact OfFormula(FieldValue when)
    {
        var text = "=" + SourceText.Normalise(when.Source ?? "");
        return new RuleFact(text, text);
    }

    /// <summary>Reads a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="holds">Its answer when all of it is constant; otherwise null.</param>
    public static RuleFact OfRule(ConditionRule rule, out bool? holds)
    {
        var (left, right, to) = (TextOf(rule.Left), TextOf(rule.Right), TextOf(rule.To));
        var isConstant = rule.Right is null or { IsLiteral: true } && rule.To is null or { IsLiteral: true };
        var fact = new RuleFact(left, $"{left} {rule.Operator} {right} {to} {rule.IgnoreCase}")
        {
            Rule = isConstant ? rule : null,
            Right = isConstant ? LiteralOf(rule.Right) : default,
            To = isConstant ? LiteralOf(rule.To) : default,
            Range = isConstant ? ValueRange.Of(rule, LiteralOf(rule.Right), LiteralOf(rule.To)) : null,
        };
        holds = isConstant && rule.Left.IsLiteral ? fact.HoldsFor(LiteralOf(rule.Left)) : null;
        return fact;
    }

    /// <summary>Tells whether another fact certainly holds wherever this one does.</summary>
    public bool Implies(RuleFact other)
    {
        if (About != other.About)
        {
            return false;
        }

        if (Text == other.Text)
        {
            return true;
        }

        if (Rule is null || other.Rule is null)
        {
            return false;
        }

        if (Range is { Values: { } values } && values.All(v => IsCertain(v, other)))
        {
            return values.All(other.HoldsFor);
        }

        return (Range is not null && Presence.Contains(other.Operator))
            || (Range is not null && other.Range is not null && Range.IsWithin(other.Range))
            || (Range is { Values: null } && other.Operator is ConditionOperator.NotEqual or ConditionOperator.NotIn && other.Excluded().All(IsOutside));
    }

    /// <summary>Tells whether this fact and another certainly never hold together.</summary>
    public bool Excludes(RuleFact other)
    {
        if (About != other.About || Rule is null || other.Rule is null)
        {
            return false;
        }

        return ExcludesByValue(other)
            || other.ExcludesByValue(this)
            || (Range is not null && other.Range is not null && !Range.Meets(other.Range))
            || (IsPresent && Absence.Contains(other.Operator))
            || (other.IsPresent && Absence.Contains(Operator));
    }

    private bool IsPresent => Range is not null || Presence.Contains(Operator);

    private bool ExcludesByValue(RuleFact other) =>
        Range is { Values: { } values } && values.All(v => IsCertain(v, other)) && !values.Any(other.HoldsFor);

    private bool IsOutside(JsonElement value) => value.ValueKind == JsonValueKind.Number && !HoldsFor(value);

    private IEnumerable<JsonElement> Excluded() => Operator == ConditionOperator.NotEqual ? [Right] : ConditionOperator.Choices(Right);

    /// <summary>
    /// A rule for 5 also takes "5" and one that ignores case takes several texts: only where the other fact treats them
    /// alike, testing the constant tells what it says of all of them.
    /// </summary>
    private bool IsCertain(JsonElement value, RuleFact other) =>
        value.ValueKind == JsonValueKind.Number
            ? other.Range is { IsNumeric: true } || ConditionOperator.Choices(other.Right).All(c => c.ValueKind == JsonValueKind.Number)
            : Rule!.IgnoreCase == other.Rule!.IgnoreCase || other.Rule.IgnoreCase; // both are read by callers that have them

    private bool HoldsFor(JsonElement value)
    {
        try
        {
            // Only rules known in full are asked, and validation knows every operator of theirs.
            return ConditionOperator.Find(Operator) is { } test
                && test.Holds(new Operands(value, Right, To, Rule!.IgnoreCase, TimeZoneInfo.Utc));
        }
        catch (Exception e) when (e is ArgumentException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            // A pattern that is malformed is reported as such.
            return false;
        }
    }

    private static JsonElement LiteralOf(FieldValue? value) => value?.Evaluate(NoScope.Instance, default).Value ?? default;

    private static string TextOf(FieldValue? value) =>
        value switch
        {
            null => "",
            { Source: { } source } => "=" + SourceText.Normalise(source),
            { IsLiteral: true } => Expressions.ScriptJson.Write(LiteralOf(value)),
            // Templates and lists of expressions: each is only like itself.
            _ => $"#{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value)}",
        };
}
