using FlowEngine.Definition;
using FlowEngine.Nodes.Items;
using FluentValidation;

namespace FlowEngine.Nodes.Aggregate;

internal sealed class AggregateConfigValidator : AbstractValidator<AggregateConfig>
{
    private const string ByMessage = "Name a member of the item, such as price, or give a formula, such as =item.price.";

    public AggregateConfigValidator()
    {
        RuleFor(c => c.Values)
            .Must(values => values.Count <= AggregateNode.MaximumValues)
            .WithErrorCode("aggregate.values")
            .WithMessage($"There are at most {AggregateNode.MaximumValues} figures.");
        RuleFor(c => c.Values)
            .Must(values => values.DistinctBy(v => v.Name).Count() == values.Count)
            .WithErrorCode("aggregate.names")
            .WithMessage("Two figures have the same name. Give each its own.");
        RuleFor(c => c.GroupBy).Must(ItemValue.Fits).WithErrorCode("list.by").WithMessage(ByMessage);
        RuleForEach(c => c.Values)
            .ChildRules(value =>
            {
                value
                    .RuleFor(v => v.Name)
                    .Must(name => Identifiers.IsName(name) && name != AggregateNode.Key)
                    .WithErrorCode("aggregate.name")
                    .WithMessage("Name the figure with letters and digits, starting with a small letter; key is taken.");
                value
                    .RuleFor(v => v.Operation)
                    .Must(operation => AggregateNode.Operations.Any(o => o.Value == operation))
                    .WithErrorCode("aggregate.operation")
                    .WithMessage("{PropertyValue} cannot be calculated.");
                value.RuleFor(v => v.Of).Must(ItemValue.Fits).WithErrorCode("list.by").WithMessage(ByMessage);
            });
    }
}
