using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>
/// The error bodies of Direct Line: <c>{ "error": { "code": "TokenExpired", "message": "…" } }</c>. Clients end a
/// conversation for good at 404 and drop a message at other 4xx, so each status is a promise.
/// </summary>
internal static class DirectLineError
{
    public static IResult MissingAuthorization() =>
        Of(StatusCodes.Status401Unauthorized, "MissingAuthorization", "Send a secret or a token: 'Authorization: Bearer …'.");

    public static IResult InvalidToken() =>
        Of(StatusCodes.Status403Forbidden, "InvalidToken", "The secret or token was not issued here.");

    public static IResult TokenExpired() =>
        Of(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired. Get a new one.");

    public static IResult OtherConversation() =>
        Of(StatusCodes.Status403Forbidden, "Forbidden", "The secret or token is for another conversation.");

    public static IResult NeedsSecret() =>
        Of(StatusCodes.Status403Forbidden, "SecretRequired", "Tokens are generated with the bot's secret, not with a token.");

    public static IResult NeedsToken() =>
        Of(StatusCodes.Status403Forbidden, "TokenRequired", "Send the token to refresh, not the secret.");

    public static IResult UntrustedOrigin() =>
        Of(StatusCodes.Status403Forbidden, "UntrustedOrigin", "The token is not for pages of this origin.");

    public static IResult Gone() =>
        Of(StatusCodes.Status404NotFound, "ConversationNotFound", "The conversation was not started or is gone.");

    public static IResult Ended() =>
        Of(StatusCodes.Status409Conflict, "ConversationEnded", "The conversation has ended. Start a new one.");

    public static IResult BadArgument(string message) => Of(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static IResult TooLarge(string message) => Of(StatusCodes.Status413PayloadTooLarge, "TooLarge", message);

    public static IResult NotSupported(string message) =>
        Of(StatusCodes.Status415UnsupportedMediaType, "NotSupported", message);

    public static IResult Unexpected() =>
        Of(StatusCodes.Status500InternalServerError, "ServiceError", "Something failed on our side. Try again.");

    private static IResult Of(int status, string code, string message) =>
        Results.Json(new { error = new { code, message } }, statusCode: status);
}
