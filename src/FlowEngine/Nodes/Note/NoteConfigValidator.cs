using FlowEngine.Nodes.Say;
using FluentValidation;

namespace FlowEngine.Nodes.Note;

internal sealed class NoteConfigValidator : AbstractValidator<NoteConfig>
{
    public NoteConfigValidator() =>
        RuleFor(c => c.Text)
            .Must(t => t.Length <= SayNode.MaximumLength)
            .WithErrorCode("note.length")
            .WithMessage($"A note has at most {SayNode.MaximumLength} characters. Shorten it.");
}
