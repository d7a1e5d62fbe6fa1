using System.Collections.Frozen;
using FlowEngine.Connecting.Calling;
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

    /// <summary>
    /// True when the path cannot leave the connection's address. Dots that mean "up" are found in percent-encoded form,
    /// too; an encoded <c>/</c>, <c>?</c> or <c>#</c> is a character of its segment and separates nothing (RFC 3986 §2.2).
    /// </summary>
    private static bool IsBelow(string path)
    {
        var segments = path.Split('/');
        return path.Length <= 2_000
            && !path.Any(c => c is '?' or '#')
            && !Uri.UnescapeDataString(path).Any(c => c is '\\' || char.IsControl(c))
            && !path.StartsWith("//", StringComparison.Ordinal)
            && !segments[0].Contains(':', StringComparison.Ordinal)
            && !segments.Any(segment => Uri.UnescapeDataString(segment) is ".." or ".");
    }
}
