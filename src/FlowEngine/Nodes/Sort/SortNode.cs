using System.Text.Json;
using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Sort;

/// <summary>Brings a list into order.</summary>
public static class SortNode
{
    /// <summary>Most keys.</summary>
    public const int MaximumKeys = 10;

    /// <summary>What values are sorted as.</summary>
    public static IReadOnlyList<FieldOption> Kinds { get; } =
        [
            new FieldOption("auto", "What they are"),
            new FieldOption("number", "Numbers"),
            new FieldOption("text", "Texts"),
            new FieldOption("date", "Dates"),
        ];

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SortConfig>("sort", version: 1)
            .Title("Sort", NodeCategory.Data, "Brings a list into order.")
            .Card("Sorts {items} by {keys}", "sort")
            .Field(c => c.Items, "List", "The list, such as =vars.order.items.", expression: true)
            .Field(
                c => c.Keys,
                "Sort by",
                "A later key decides where the earlier ones are equal; items that are equal in all keep their order.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition(
                        "by",
                        "By",
                        "Member such as price, or formula such as =item.price * item.quantity; empty for the item itself.",
                        FieldKind.Value,
                        Expression: true
                    ),
                    new FieldDefinition(
                        "order",
                        "Order",
                        "Whether the least comes first or last. What has no value is always last.",
                        FieldKind.Choice,
                        Default: JsonSerializer.SerializeToElement("ascending"),
                        Options: [new FieldOption("ascending", "Least first"), new FieldOption("descending", "Greatest first")]
                    ),
                    new FieldDefinition(
                        "as",
                        "Compare as",
                        "What the values are taken for; text that is no number or date counts as no value then.",
                        FieldKind.Choice,
                        Default: JsonSerializer.SerializeToElement("auto"),
                        Options: Kinds
                    ),
                    new FieldDefinition(
                        "ignoreCase",
                        "Capital and small letters are the same",
                        "For texts.",
                        FieldKind.Boolean,
                        Default: JsonSerializer.SerializeToElement(false),
                        Advanced: true
                    ),
                    new FieldDefinition(
                        "byLanguage",
                        "In the order of the language",
                        "Sorts é beside e, as people of the language of the conversation do, instead of by character code.",
                        FieldKind.Boolean,
                        Default: JsonSerializer.SerializeToElement(false),
                        Advanced: true
                    ),
                ]
            )
            .Field(c => c.SaveTo, "Keep the result in", "Variable that receives the sorted list.", kind: FieldKind.Variable)
            .Output("next", "next", "Always; the output is the sorted list.")
            .Error("sort.keys", "There are too many keys; remove some.")
            .Errors(ItemRun.Errors)
            .Build();
}
