using FlowEngine.Nodes.TriggerWebhook;
using FluentValidation;

namespace FlowEngine.Nodes.Respond;

internal sealed class RespondConfigValidator : AbstractValidator<RespondConfig>
{
    /// <summary>What the server says itself, and what would act on the caller's sessions.</summary>
    private static readonly HashSet<string> Reserved = new(
        ["connection", "content-length", "date", "keep-alive", "server", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade"],
        StringComparer.OrdinalIgnoreCase
    );

    public RespondConfigValidator()
    {
        RuleFor(c => c.Status)
            .InclusiveBetween(200, 599)
            .WithErrorCode("respond.status")
            .WithMessage("Give an HTTP status from 200 to 599.");
        RuleFor(c => c.Headers)
            .Must(headers => (headers ?? new Dictionary<string, string>()).All(h => IsFine(h.Key, h.Value)))
            .WithErrorCode("respond.header")
            .WithMessage("A header has a name of letters, digits and dashes and a value of one line; some names are the server's own.");
    }

    private static bool IsFine(string name, string? value) =>
        HeaderNames.IsName(name) && !Reserved.Contains(name) && (value is null || value.All(c => c is >= ' ' and <= '~'));
}
