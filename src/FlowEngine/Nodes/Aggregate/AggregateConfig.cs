using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Aggregate;

/// <summary>Settings of the aggregate node.</summary>
/// <param name="Items">The list.</param>
/// <param name="Values">What to calculate.</param>
/// <param name="GroupBy">Member of the item, or a formula of <c>item</c>; null to take all items together.</param>
/// <param name="SaveTo">Variable that receives the result; null for none.</param>
public sealed record AggregateConfig(
    FieldValue Items,
    IReadOnlyList<AggregateValue> Values,
    FieldValue? GroupBy = null,
    string? SaveTo = null
);

/// <summary>One figure.</summary>
/// <param name="Name">Its name in the result, matching <c>[a-z][A-Za-z0-9]*</c>.</param>
/// <param name="Operation">One of <see cref="AggregateNode.Operations"/>.</param>
/// <param name="Of">Member of the item, or a formula of <c>item</c>; null for the item itself.</param>
/// <param name="Separator">What stands between joined texts.</param>
public sealed record AggregateValue(string Name, string Operation = "count", FieldValue? Of = null, string Separator = ", ");
