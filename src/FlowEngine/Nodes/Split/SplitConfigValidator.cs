using FluentValidation;

namespace FlowEngine.Nodes.Split;

internal sealed class SplitConfigValidator : AbstractValidator<SplitConfig>
{
    public SplitConfigValidator()
    {
        RuleFor(c => c.Variants)
            .Must(variants => variants.Count <= SplitNode.MaximumVariants)
            .WithErrorCode("split.variants")
            .WithMessage($"There are at most {SplitNode.MaximumVariants} ways.");
        RuleFor(c => c.Variants)
            .Must(variants => variants.DistinctBy(v => v.Port).Count() == variants.Count)
            .WithErrorCode("split.ports")
            .WithMessage("Two ways have the same name. Give each its own.");
        RuleForEach(c => c.Variants)
            .Must(v => PortsByList.IsPort(v.Port))
            .WithErrorCode("split.port")
            .WithMessage("Name the way with letters and digits, starting with a small letter; otherwise and error are taken.");
        RuleForEach(c => c.Variants)
            .Must(v => v.Weight is >= 0 and <= SplitNode.MaximumWeight)
            .WithErrorCode("split.weight")
            .WithMessage($"A share is a number from 0 to {SplitNode.MaximumWeight}.");
        RuleFor(c => c.Variants)
            .Must(variants => variants.Sum(v => v.Weight) > 0)
            .WithErrorCode("split.weights")
            .WithMessage("No way has a share above 0. Give at least one a share.");
        RuleFor(c => c.Experiment)
            .MaximumLength(SplitNode.LongestExperiment)
            .WithErrorCode("split.experiment")
            .WithMessage($"The key is longer than {SplitNode.LongestExperiment} characters.");
    }
}
