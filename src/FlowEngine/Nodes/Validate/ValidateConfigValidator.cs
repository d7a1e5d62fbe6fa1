using FluentValidation;

namespace FlowEngine.Nodes.Validate;

internal sealed class ValidateConfigValidator : AbstractValidator<ValidateConfig>
{
    public ValidateConfigValidator() => RuleFor(c => c.Schema).Custom((_, context) => SchemaRules.Report(context.InstanceToValidate.Checked, context));
}
