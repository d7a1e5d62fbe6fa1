using System.Collections.Frozen;
using Connectors.Http.Answers;
using Connectors.Http.Bodies;
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
            .Must(HttpPaths.IsBelow)
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
        RuleFor(c => c.BodyKind).Must(HttpBodies.Kinds.Contains).WithErrorCode("http.body").WithMessage("Choose how the body is written.");
        RuleFor(c => c.Parts)
            .Must(parts => parts is null || (parts.Count <= HttpBodies.MaxParts && parts.All(IsPart)))
            .WithErrorCode("http.body")
            .WithMessage($"At most {HttpBodies.MaxParts} parts, each with a name and text, base64 or url.");
        RuleFor(c => c.ResponseAs)
            .Must(HttpAnswers.Kinds.Contains)
            .WithErrorCode("http.answer")
            .WithMessage("Choose how the answer is read.");
        RuleFor(c => c.Paging)
            .Must((c, paging) => HttpPaging.Kinds.Contains(paging) && (paging == HttpPaging.None || c.Method == "GET"))
            .WithErrorCode("http.paging")
            .WithMessage("Pages are read of GET only.");
        RuleFor(c => c.PageCursor)
            .Must((c, cursor) => c.Paging != HttpPaging.Cursor || cursor.Length > 0)
            .WithErrorCode("http.paging")
            .WithMessage("Say where the cursor stands in the answer.");
        RuleFor(c => c.MaxPages).InclusiveBetween(1, 100).WithErrorCode("http.paging").WithMessage("Read 1 to 100 pages.");
        RuleFor(c => c.CacheSeconds)
            .Must((c, seconds) => seconds is >= 0 and <= HttpRequestNode.MaxCacheSeconds && (seconds == 0 || c.Method is "GET" or "HEAD"))
            .WithErrorCode("http.cache")
            .WithMessage("Answers of GET and HEAD only are kept, from 0 seconds to a day.");
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(1, 300)
            .WithErrorCode("http.timeout")
            .WithMessage("Wait between 1 and 300 seconds.");
    }

    private static bool IsPart(HttpPart part) =>
        !string.IsNullOrWhiteSpace(part.Name) && part.Encoding is (HttpBodies.AsText or HttpBodies.AsBase64 or HttpBodies.AsUrl);
}
