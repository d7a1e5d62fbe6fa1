using FlowEngine.Nodes;

namespace FlowEngine.Expressions.Assistance;

/// <summary>What values of a kind of entity look like.</summary>
internal static class EntityShapes
{
    private static readonly ValueShape Amount = new("number", "How much.");

    public static ValueShape Of(string? kind) =>
        kind switch
        {
            "number" => new("number"),
            "quantity" => Parts(("amount", Amount), ("unit", new("string", "Unit, such as kg."))),
            "money" => Parts(("amount", Amount), ("currency", new("string", "ISO 4217 code, such as EUR."))),
            "dateRange" => Parts(("from", new("string", "First day, such as 2026-12-03.")), ("to", new("string", "Last day."))),
            "timeRange" => Parts(("from", new("string", "Begin, such as 14:00.")), ("to", new("string", "End."))),
            _ => new("string"),
        };

    private static ValueShape Parts(params (string Name, ValueShape Shape)[] parts) =>
        ValueShape.Object(parts.ToDictionary(p => p.Name, p => p.Shape, StringComparer.Ordinal));
}
