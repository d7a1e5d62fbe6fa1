using System.Diagnostics;
using FlowEngine.Definition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FlowRuntime.Gateway.Problems;

/// <summary>
/// Errors of the API as RFC 9457 <c>application/problem+json</c>: <c>type</c> is
/// <c>https://flowstudio.dev/problems/{code}</c>, <c>errors</c> holds <c>pointer</c>, <c>detail</c> and <c>code</c>.
/// </summary>
internal static class ApiProblem
{
    private const string TypeBase = "https://flowstudio.dev/problems/";

    /// <summary>An error of the whole request.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail) => Of(status, code, detail, []);

    /// <summary>An error with places in the request's body.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, IReadOnlyList<Problem> problems)
    {
        var body = new ProblemDetails
        {
            Type = TypeBase + code,
            Title = TitleOf(status),
            Status = status,
            Detail = detail,
        };
        if (problems.Count > 0)
        {
            body.Extensions["errors"] = problems
                .Select(p => new ApiError(p.Pointer, p.Message, p.Code, SeverityOf(p)))
                .ToList();
        }

        if (Activity.Current is { } activity)
        {
            body.Extensions["traceId"] = activity.TraceId.ToString();
        }

        return TypedResults.Problem(body);
    }

    /// <summary>The word of a severity in the API.</summary>
    public static string SeverityOf(Problem problem) =>
        problem.Severity == ProblemSeverity.Error ? "error" : "warning";

    private static string TitleOf(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "Bad request",
            StatusCodes.Status401Unauthorized => "Not signed in",
            StatusCodes.Status403Forbidden => "Not allowed",
            StatusCodes.Status404NotFound => "Not found",
            StatusCodes.Status409Conflict => "Conflict",
            StatusCodes.Status412PreconditionFailed => "Changed by somebody else",
            StatusCodes.Status413PayloadTooLarge => "Too large",
            StatusCodes.Status422UnprocessableEntity => "Not valid",
            StatusCodes.Status428PreconditionRequired => "ETag required",
            _ => "Failed",
        };
}

/// <summary>One place in a request's body that is wrong.</summary>
/// <param name="Pointer">JSON pointer into the body.</param>
/// <param name="Detail">What is wrong and what to do.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
internal sealed record ApiError(string Pointer, string Detail, string Code, string Severity);
