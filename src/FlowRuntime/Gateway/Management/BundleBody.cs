using FlowEngine.Definition;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowRuntime.Gateway.Management;

/// <summary>Reads a bot bundle from the body of a request, strictly.</summary>
internal static class BundleBody
{
    /// <summary>Reads a bundle for the bot in the address.</summary>
    public static async Task<(BotBundle? Bundle, ProblemHttpResult? Refusal)> ReadAsync(
        HttpRequest request,
        string botId,
        CancellationToken cancellationToken
    )
    {
        var read = await ReadDocumentAsync(request, cancellationToken).ConfigureAwait(false);
        if (read.Refusal is not null)
        {
            return (null, read.Refusal);
        }

        var problems = read.Problems;
        if (read.Bundle is { } bundle && bundle.Bot.Id != botId)
        {
            problems =
            [
                .. problems,
                new Problem("bot.id", ProblemSeverity.Error, "/bot/id", $"Write the id of the address here: {botId}."),
            ];
        }

        return read.Bundle is null || problems.Any(p => p.Severity == ProblemSeverity.Error)
            ? (
                null,
                ApiProblem.Of(
                    StatusCodes.Status422UnprocessableEntity,
                    "bundle.invalid",
                    "The bundle cannot be read.",
                    problems
                )
            )
            : (read.Bundle, null);
    }

    /// <summary>Reads any bundle; its problems are not yet a refusal.</summary>
    public static async Task<(
        BotBundle? Bundle,
        IReadOnlyList<Problem> Problems,
        ProblemHttpResult? Refusal
    )> ReadDocumentAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // One byte more than allowed, so that the reader itself names the limit.
        const int most = BundleDocument.MaximumBytes + 1;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (request.ContentLength >= most)
        {
            return (null, [], TooLarge());
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[81920];
        int count;
        while ((count = await request.Body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + count >= most)
            {
                return (null, [], TooLarge());
            }

            buffer.Write(chunk, 0, count);
        }

        var (bundle, problems) = BundleDocument.Read(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        return problems is [{ Code: "json.malformed" } malformed, ..]
            ? (
                null,
                problems,
                ApiProblem.Of(StatusCodes.Status400BadRequest, malformed.Code, malformed.Message, problems)
            )
            : (bundle, problems, null);
    }

    private static ProblemHttpResult TooLarge() =>
        ApiProblem.Of(
            StatusCodes.Status413PayloadTooLarge,
            "document.size",
            $"A bundle has at most {BundleDocument.MaximumBytes / (1024 * 1024)} MB."
        );
}
