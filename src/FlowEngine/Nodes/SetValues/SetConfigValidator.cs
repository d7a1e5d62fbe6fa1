using FlowEngine.Definition;
using FluentValidation;

namespace FlowEngine.Nodes.SetValues;

internal sealed class SetConfigValidator : AbstractValidator<SetConfig>
{
    public SetConfigValidator() =>
        RuleForEach(c => c.Values.Keys)
            .Must(Identifiers.IsName)
            .OverridePropertyName("Values")
            .WithErrorCode("set.name")
            .WithMessage("\"{PropertyValue}\" is no name of a variable: start with a small letter and use letters and digits only.");
}
