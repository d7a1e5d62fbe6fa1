using System.Collections.Frozen;
using Connectors.Calling;
using FluentValidation;

namespace Connectors.Http.HttpRequest;

/// <summary>Checks an HTTP request before it is saved and before each attempt.</summary>
internal sealed class HttpRequestConfigValidator : AbstractValidator<HttpRequestConfig>
{
    /// <summary>Headers that belong to the connection or to HTTP itself.</summary>
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "authorization",
        "proxy-authorization",
        "cookie",
        "host",
        "connection",
        "content-length",
        "transfer-encoding",
        "te",
        "trailer",
        "upgrade",
        "expect",
        "idempotency-key"
    );

    public HttpRequestConfigValidator()
    {
        RuleFor(c => c.Connection).NotEmpty().WithErrorCode("http.connection").WithMessage("Choose a connection.");
        RuleFor(c => c.Path)
            .Must(IsBelow)
            .WithErrorCode("http.path")
            .WithMessage(
                "Give a path below the connection's address, without a host, '..', '?' or '#'. Parameters go into the query."
            );
        RuleFor(c => c.Method)
            .Must(HttpRequestNode.Methods.Contains)
            .WithErrorCode("http.method")
            .WithMessage($"Choose one of {string.Join(", ", HttpRequestNode.Methods.Order(StringComparer.Ordinal))}.");
        RuleForEach(c => c.Headers)
            .Must(h => HeaderNames.IsValid(h.Key) && !Reserved.Contains(h.Key))
            .WithErrorCode("http.header")
            .WithMessage("This header cannot be set by a node: credentials belong to the connection, and names are ASCII words.");
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(1, 300)
            .WithErrorCode("http.timeout")
            .WithMessage("Wait between 1 and 300 seconds.");
    }

    /// <summary>True when the path cannot leave the connection's address, also not in percent-encoded form.</summary>
    private static bool IsBelow(string path)
    {
        var plain = Uri.UnescapeDataString(path);
        return plain.Length <= 2_000
            && !plain.Any(c => c is '\\' or '?' or '#' || char.IsControl(c))
            && !plain.StartsWith("//", StringComparison.Ordinal)
            && !plain.Split('/')[0].Contains(':', StringComparison.Ordinal)
            && !plain.Split('/').Any(segment => segment is ".." or ".");
    }
}
