using System.Globalization;
using FlowEngine.Nodes.Items;
using FlowEngine.Nodes.Validate;
using FluentValidation;
using FluentValidation.Results;

namespace FlowEngine.Nodes.Map;

internal sealed class MapConfigValidator : AbstractValidator<MapConfig>
{
    private const int DeepestPath = 20;

    public MapConfigValidator()
    {
        RuleFor(c => c.Fields)
            .Must(fields => fields.Count <= MapNode.MaximumFields)
            .WithErrorCode("map.fields")
            .WithMessage($"There are at most {MapNode.MaximumFields} fields.");
        RuleForEach(c => c.Fields)
            .ChildRules(field =>
            {
                field
                    .RuleFor(f => f.To)
                    .Must(to => to.Split('.') is { Length: <= DeepestPath } parts && Array.TrueForAll(parts, p => p.Trim().Length > 0))
                    .WithErrorCode("map.to")
                    .WithMessage("Say where the value goes, such as name or customer.email.");
                field
                    .RuleFor(f => f.From)
                    .Must(ItemValue.Fits)
                    .WithErrorCode("list.by")
                    .WithMessage("Name a member of the source, such as billing.email, or give a formula, such as =item.billing.email.");
                field
                    .RuleFor(f => f.Type)
                    .Must(type => MapNode.Types.Any(t => t.Value == type))
                    .WithErrorCode("map.type")
                    .WithMessage("{PropertyValue} is no type.");
                field
                    .RuleFor(f => f.From)
                    .Must((f, from) => from is not null || f.Default is not null)
                    .WithErrorCode("map.from")
                    .WithMessage("Say where the value comes from, or give a default.");
            });
        RuleFor(c => c.Target).Custom(ReportConflict);
        RuleFor(c => c.Schema).Custom((_, context) => SchemaRules.Report(context.InstanceToValidate.Checked, context));
    }

    private static void ReportConflict(MapTarget target, ValidationContext<MapConfig> context)
    {
        if (target.Conflict >= 0)
        {
            context.AddFailure(
                new ValidationFailure(
                    string.Create(CultureInfo.InvariantCulture, $"Fields[{target.Conflict}].To"),
                    "Another field goes to the same place, or to a part of it. Give each its own."
                )
                {
                    ErrorCode = "map.conflict",
                }
            );
        }
    }
}
