using FlowEngine.Nodes.Items;
using FluentValidation;

namespace FlowEngine.Nodes.Sort;

internal sealed class SortConfigValidator : AbstractValidator<SortConfig>
{
    public SortConfigValidator()
    {
        RuleFor(c => c.Keys)
            .Must(keys => keys.Count <= SortNode.MaximumKeys)
            .WithErrorCode("sort.keys")
            .WithMessage($"There are at most {SortNode.MaximumKeys} keys.");
        RuleForEach(c => c.Keys)
            .ChildRules(key =>
                key.RuleFor(k => k.By)
                    .Must(ItemValue.Fits)
                    .WithErrorCode("list.by")
                    .WithMessage("Name a member of the item, such as price, or give a formula, such as =item.price.")
            );
    }
}
