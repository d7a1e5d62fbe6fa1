using System.Globalization;
using FlowEngine.Nodes.Conditions;
using FluentValidation;
using FluentValidation.Results;

namespace FlowEngine.Nodes.Branch;

internal sealed class BranchConfigValidator : AbstractValidator<BranchConfig>
{
    public BranchConfigValidator()
    {
        RuleFor(c => c.Arms)
            .Must(arms => arms.Count <= BranchNode.MaximumArms)
            .WithErrorCode("branch.arms")
            .WithMessage($"A choice has at most {BranchNode.MaximumArms} ways. Chain two of them.");
        RuleFor(c => c.Arms)
            .Must(arms => arms.DistinctBy(a => a.Port).Count() == arms.Count)
            .WithErrorCode("branch.ports")
            .WithMessage("Two ways have the same name. Give each its own.");
        RuleForEach(c => c.Arms)
            .Must(a => PortsByList.IsPort(a.Port))
            .WithErrorCode("branch.port")
            .WithMessage("Name the way with letters and digits, starting with a small letter; otherwise and error are taken.");
        RuleForEach(c => c.Arms).SetValidator(new ConditionValidator<BranchArm>());
        RuleFor(c => c.Arms).Custom(WarnOfArms);
    }

    private static void WarnOfArms(IReadOnlyList<BranchArm> arms, ValidationContext<BranchConfig> context)
    {
        if (arms.Count > BranchNode.MaximumArms)
        {
            return;
        }

        foreach (var (arm, code, message) in ArmAnalysis.Find(arms))
        {
            context.AddFailure(
                new ValidationFailure(string.Create(CultureInfo.InvariantCulture, $"Arms[{arm}]"), message)
                {
                    ErrorCode = code,
                    Severity = Severity.Warning,
                }
            );
        }
    }
}
