using FlowEngine.Nodes.Conditions;
using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Filter;

/// <summary>Keeps the items of a list that meet a condition.</summary>
public static class FilterNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<FilterConfig>("filter", version: 1)
            .Title("Filter", NodeCategory.Data, "Keeps the items of a list that meet a condition.")
            .Card("Keeps items of {items} where {rules}", "filter")
            .Field(c => c.Items, "List", "The list, such as =vars.order.items.", expression: true)
            .Condition("Compare values of item, such as =item.price; leave empty to give a formula instead.")
            .Field(c => c.SaveTo, "Keep the result in", "Variable that receives the items that are left.", kind: FieldKind.Variable)
            .Output("next", "next", "Always; the output is the list of the items that are left, in their order.")
            .Errors(ItemRun.Errors)
            .Build();
}
