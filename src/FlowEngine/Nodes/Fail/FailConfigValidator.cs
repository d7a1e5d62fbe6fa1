using FluentValidation;

namespace FlowEngine.Nodes.Fail;

internal sealed class FailConfigValidator : AbstractValidator<FailConfig>
{
    public FailConfigValidator()
    {
        RuleFor(c => c.Code)
            .Matches("^[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$")
            .MaximumLength(100)
            .WithErrorCode("fail.code")
            .WithMessage("Give a code of words with dots between them, such as order.missing.");
        RuleFor(c => c.Message.Length)
            .LessThanOrEqualTo(1_000)
            .WithName("Message")
            .WithErrorCode("fail.message")
            .WithMessage("The message has at most 1,000 characters.");
    }
}
