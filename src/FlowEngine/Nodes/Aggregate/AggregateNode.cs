using System.Text.Json;
using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Aggregate;

/// <summary>Calculates figures of a list.</summary>
public static class AggregateNode
{
    /// <summary>Most figures.</summary>
    public const int MaximumValues = 20;

    /// <summary>Name of the member that holds what a group has in common.</summary>
    public const string Key = "key";

    /// <summary>What can be calculated.</summary>
    public static IReadOnlyList<FieldOption> Operations { get; } =
        [
            new FieldOption("count", "Number of values"),
            new FieldOption("sum", "Sum"),
            new FieldOption("average", "Average"),
            new FieldOption("min", "Least"),
            new FieldOption("max", "Greatest"),
            new FieldOption("first", "First"),
            new FieldOption("last", "Last"),
            new FieldOption("distinct", "Different values"),
            new FieldOption("join", "Joined text"),
        ];

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<AggregateConfig>("aggregate", version: 1)
            .Title("Sum up", NodeCategory.Data, "Calculates figures of a list, such as sums, also by groups.")
            .Card("Calculates {values} of {items}", "sum")
            .Field(c => c.Items, "List", "The list, such as =vars.order.items.", expression: true)
            .Field(
                c => c.Values,
                "Figures",
                "What to calculate. Items without the value are left out; numbers may be written as text.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition("name", "Name", "Name in the result, such as total.", FieldKind.Text, Required: true),
                    new FieldDefinition(
                        "operation",
                        "Calculate",
                        "What is calculated.",
                        FieldKind.Choice,
                        Default: JsonSerializer.SerializeToElement("count"),
                        Options: Operations
                    ),
                    new FieldDefinition(
                        "of",
                        "Of",
                        "Member such as price, or formula such as =item.price * item.quantity; empty for the item itself.",
                        FieldKind.Value,
                        Expression: true
                    ),
                    new FieldDefinition(
                        "separator",
                        "Separator",
                        "What stands between the texts.",
                        FieldKind.Text,
                        Default: JsonSerializer.SerializeToElement(", "),
                        ShownWhen: new FieldCondition("operation", "join")
                    ),
                ]
            )
            .Field(
                c => c.GroupBy,
                "Group by",
                "Member such as category, or formula such as =item.date.slice(0, 7); empty to take all items together.",
                expression: true
            )
            .Field(c => c.SaveTo, "Keep the result in", "Variable that receives the result.", kind: FieldKind.Variable)
            .Output(
                "next",
                "next",
                "Always; the output is an object with the figures, or with groups a list of such objects, each with its key."
            )
            .Error("aggregate.values", "There are too many figures; remove some.")
            .Error("aggregate.names", "Two figures have the same name; give each its own.")
            .Error("aggregate.name", "A figure has no fitting name; use letters and digits, starting with a small letter, not key.")
            .Error("aggregate.operation", "There is no such figure; use one that is listed.")
            .Error("aggregate.value", "A value cannot be added or compared, such as a word in a sum; filter it out before.")
            .Errors(ItemRun.Errors)
            .Build();
}
