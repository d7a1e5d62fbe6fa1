using System.Globalization;
using FlowEngine.Nodes.Conditions;
using FluentValidation;
using FluentValidation.Results;

namespace FlowEngine.Nodes.Switch;

internal sealed class SwitchConfigValidator : AbstractValidator<SwitchConfig>
{
    public SwitchConfigValidator()
    {
        RuleFor(c => c.Cases)
            .Must(cases => cases.Count <= SwitchNode.MaximumCases)
            .WithErrorCode("switch.cases")
            .WithMessage($"There are at most {SwitchNode.MaximumCases} ways. Give one way several values, or chain two of these nodes.");
        RuleFor(c => c.Cases)
            .Must(cases => cases.DistinctBy(a => a.Port).Count() == cases.Count)
            .WithErrorCode("switch.ports")
            .WithMessage("Two ways have the same name. Give one way a list of values instead.");
        RuleForEach(c => c.Cases)
            .Must(a => PortsByList.IsPort(a.Port))
            .WithErrorCode("switch.port")
            .WithMessage("Name the way with letters and digits, starting with a small letter; otherwise and error are taken.");
        RuleFor(c => c).Custom(WarnOfDuplicates);
    }

    private static void WarnOfDuplicates(SwitchConfig config, ValidationContext<SwitchConfig> context)
    {
        if (config.Cases.Count > SwitchNode.MaximumCases)
        {
            return;
        }

        for (var i = 0; i < config.Cases.Count; i++)
        {
            var earlier = config.Cases.Take(i).SelectMany(c => c.Values);
            if (config.Cases[i].Values.Any(v => earlier.Any(e => ValueComparison.AreEqual(v, e, config.IgnoreCase))))
            {
                context.AddFailure(
                    new ValidationFailure(
                        string.Create(CultureInfo.InvariantCulture, $"Cases[{i}].Is"),
                        "A way before this one takes the same value. Remove it from one of them."
                    )
                    {
                        ErrorCode = "switch.duplicate",
                        Severity = Severity.Warning,
                    }
                );
            }
        }
    }
}
