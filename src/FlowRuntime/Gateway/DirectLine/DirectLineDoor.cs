using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>What every request passes first: cross-origin headers, then the proof of who calls.</summary>
internal sealed partial class DirectLineDoor(
    DirectLineSecrets secrets,
    DirectLineTokens tokens,
    ILogger<DirectLineDoor> logger
) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        AllowCrossOrigin(http.Response);
        try
        {
            return await IdentifyAsync(http).ConfigureAwait(false) ?? await next(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? DirectLineError.TooLarge("The request is too large.")
                : DirectLineError.BadArgument("The request was cut off or is not valid HTTP.");
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            // The site's own error page would lose the cross-origin headers, and clients in browsers see nothing then.
            LogFailed(e, http.Request.Method, http.Request.Path);
            return DirectLineError.Unexpected();
        }
    }

    /// <summary>Bearer tokens need no cookies, so any page may call; the token's own list of origins is checked instead.</summary>
    public static void AllowCrossOrigin(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = HeaderNames.RetryAfter;
        response.Headers.CacheControl = "no-store";
    }

    private async Task<IResult?> IdentifyAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            return DirectLineError.MissingAuthorization();
        }

        var (caller, refusal) = await ReadAsync(header[Scheme.Length..].Trim(), http.RequestAborted).ConfigureAwait(false);
        if (caller is null)
        {
            return refusal;
        }

        if (!caller.Trusts(http.Request.Headers.Origin))
        {
            return DirectLineError.UntrustedOrigin();
        }

        http.Features.Set(caller);
        return null;
    }

    private async Task<(DirectLineCaller? Caller, IResult? Refusal)> ReadAsync(
        string credential,
        CancellationToken cancellationToken
    )
    {
        if (credential.AsSpan().Count('.') == 1)
        {
            var botId = await secrets.FindBotAsync(credential, cancellationToken).ConfigureAwait(false);
            return botId is null
                ? (null, DirectLineError.InvalidToken())
                : (new DirectLineCaller(botId, null, null, null, []), null);
        }

        var (caller, expired) = await tokens
            .ReadAsync(credential, DirectLineTokens.ForConversation, cancellationToken)
            .ConfigureAwait(false);
        return (caller, expired ? DirectLineError.TokenExpired() : DirectLineError.InvalidToken());
    }

    [LoggerMessage(4101, LogLevel.Error, "Direct Line failed at {Method} {Path}.")]
    private partial void LogFailed(Exception exception, string method, string path);
}
