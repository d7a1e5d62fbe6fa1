namespace FlowEngine.Nodes.Conditions;

/// <summary>Which operators make sense for which values.</summary>
public static class ConditionOperators
{
    private static readonly string[] Texts = ["contains", "notContains", "startsWith", "endsWith", ConditionOperator.Matches, ConditionOperator.Before, ConditionOperator.After];
    private static readonly string[] Numbers = [ConditionOperator.Greater, ConditionOperator.AtLeast, ConditionOperator.Less, ConditionOperator.AtMost, ConditionOperator.Between];
    private static readonly string[] Choices = [ConditionOperator.Equal, ConditionOperator.NotEqual, ConditionOperator.In, ConditionOperator.NotIn];
    private static readonly string[] Presence = ["isSet", "isNotSet"];
    private static readonly string[] Contents = ["isEmpty", "isNotEmpty"];

    /// <summary>Operators for values of a type.</summary>
    /// <param name="type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>array</c> or <c>object</c>; anything else is a value of which nothing is known.</param>
    /// <returns>Names of operators, in the order of the list of all.</returns>
    public static IReadOnlyList<string> For(string? type)
    {
        IEnumerable<string>? fitting = type switch
        {
            "string" => [.. Choices, .. Texts, .. Contents, .. Presence],
            "number" => [.. Choices, .. Numbers, .. Presence],
            "boolean" => [ConditionOperator.Equal, ConditionOperator.NotEqual, .. Presence],
            "array" or "object" => ["contains", "notContains", .. Contents, .. Presence],
            _ => null,
        };
        var names = ConditionOperator.All.Select(o => o.Name);
        return [.. fitting is null ? names : names.Intersect(fitting)];
    }
}
