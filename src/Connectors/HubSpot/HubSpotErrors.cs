using FlowEngine.Connecting.Calling;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>Failures of HubSpot as node errors: a stable code, and a sentence that says what to do.</summary>
internal static class HubSpotErrors
{
    public const string Unauthorized = "hubspot.unauthorized";
    public const string Refused = "hubspot.refused";
    public const string NotFound = "hubspot.notFound";
    public const string Conflict = "hubspot.conflict";
    public const string RateLimited = "hubspot.rateLimited";
    public const string Unavailable = "hubspot.unavailable";
    public const string TimedOut = "hubspot.timeout";
    public const string Invalid = "hubspot.invalidAnswer";

    /// <summary>Wait after a limit of ten seconds where HubSpot does not say how long.</summary>
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    /// <summary>The failures of every call, for the documentation.</summary>
    public static IReadOnlyDictionary<string, string> Documented { get; } =
        new Dictionary<string, string>(HttpOperation.Errors("hubspot", "HubSpot"))
        {
            [Unauthorized] = "HubSpot refuses the token, or it lacks a scope, which the message names; replace it, or add the scope to the app.",
            [Refused] = "HubSpot understands the call and refuses it, for example because a property does not exist; its reason stands in the message.",
            [NotFound] = "HubSpot knows no such path or object type; check the address of the connection.",
            [RateLimited] = "A limit of the HubSpot account is used up; by the second it is tried again, by the day only tomorrow.",
            [Conflict] = "The change clashes with another record.",
        };

    /// <summary>The failures of every call and those of one operation.</summary>
    /// <param name="own">Codes of the operation with a sentence each.</param>
    /// <returns>Both.</returns>
    public static IReadOnlyDictionary<string, string> With(params IEnumerable<KeyValuePair<string, string>> own) =>
        new Dictionary<string, string>(Documented.Concat(own));

    /// <summary>No answer.</summary>
    /// <param name="none">Why.</param>
    /// <param name="repeatable">True when the call may be made twice.</param>
    /// <returns>The error.</returns>
    public static NodeError From(Exchange.Unanswered none, bool repeatable) =>
        none.Reason switch
        {
            NoAnswer.Refused => new NodeError(none.Code!, none.Message, Retryable: false), // a refusal carries its code
            NoAnswer.TooLarge => new NodeError(Invalid, none.Message, Retryable: false),
            NoAnswer.TimedOut => new NodeError(TimedOut, none.Message, repeatable),
            _ => new NodeError(Unavailable, none.Message, repeatable || none.NeverSent),
        };

    /// <summary>An answer that is an error.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="error">What HubSpot says about it; null when it says nothing readable.</param>
    /// <param name="repeatable">True when the call may be made twice.</param>
    /// <param name="time">Clock for <c>Retry-After</c>.</param>
    /// <returns>The error.</returns>
    public static NodeError From(Answer answer, HubSpotError? error, bool repeatable, TimeProvider time)
    {
        var said = Said(error);
        return answer.Status switch
        {
            401 => new NodeError(Unauthorized, $"HubSpot refuses the token. Replace it in the connection, or connect again.{said}", Retryable: false),
            403 => new NodeError(Unauthorized, MissingScope(error) + said, Retryable: false),
            404 => new NodeError(NotFound, $"HubSpot knows no such path or object type. Check the address of the connection.{said}", Retryable: false),
            409 => new NodeError(Conflict, $"The change clashes with another record.{said}", Retryable: false),
            429 => Limited(answer, error, said, time),
            // 423: locked by another change; 477: the account is being moved. Neither was done.
            423 or 477 => new NodeError(Unavailable, $"HubSpot cannot do this right now.{said}", Retryable: true, answer.WaitAsked(time)),
            408 or >= 500 => new NodeError(
                Unavailable,
                $"HubSpot has a problem of its own (status {answer.Status}). Try again later.{said}",
                repeatable,
                answer.WaitAsked(time)
            ),
            >= 300 and < 400 => new NodeError(Invalid, $"HubSpot sends elsewhere (status {answer.Status}). Check the address of the connection.", Retryable: false),
            _ => new NodeError(Refused, $"HubSpot refuses the call (status {answer.Status}).{said}", Retryable: false),
        };
    }

    /// <summary>An answer that does not fit the API.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The error.</returns>
    public static NodeError Unreadable(Answer answer) =>
        new(
            Invalid,
            answer.LooksLikeHtml
                ? "HubSpot's address answers with a web page instead of data. Check the address of the connection."
                : "The answer has another shape than HubSpot's CRM API promises. Check the address of the connection.",
            Retryable: false
        );

    private static NodeError Limited(Answer answer, HubSpotError? error, string said, TimeProvider time)
    {
        // A daily limit comes back at midnight of the account's zone: repeating soon only adds errors.
        var isDaily = error?.Policy.Contains("DAILY", StringComparison.OrdinalIgnoreCase) == true;
        return new NodeError(
            RateLimited,
            isDaily
                ? $"The calls of the day are used up. They come back at midnight in the time zone of the HubSpot account.{said}"
                : $"HubSpot asks for fewer calls.{said}",
            Retryable: !isDaily,
            answer.WaitAsked(time) ?? (isDaily ? null : Interval(answer))
        );
    }

    private static TimeSpan Interval(Answer answer) =>
        answer.Headers.TryGetValue("x-hubspot-ratelimit-interval-milliseconds", out var text)
        && int.TryParse(text, out var milliseconds)
        && milliseconds is > 0 and <= 60_000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TenSeconds;

    /// <summary>Why HubSpot refuses, in its words and with the scopes that are missing.</summary>
    /// <param name="answer">An answer that is an error.</param>
    /// <returns>A sentence; null when HubSpot says nothing readable.</returns>
    public static string? Reason(Answer answer) =>
        answer.TryReadJson(out var json) && HubSpotError.Read(json) is { } error
            ? $"{error.Message}{(error.Scopes.Count > 0 ? $" (scopes: {string.Join(", ", error.Scopes)})" : "")}"
            : null;

    private static string MissingScope(HubSpotError? error) =>
        error is { Scopes.Count: > 0 }
            ? $"The token may not do this. Add one of these scopes to the app and take its new token: {string.Join(", ", error.Scopes)}."
            : "The token may not do this. Check the scopes of the app.";

    private static string Said(HubSpotError? error)
    {
        var said = error is { Message.Length: > 0 } ? $" HubSpot says: {error.Message}" : "";
        return error is { CorrelationId.Length: > 0 } ? $"{said} (correlation id {error.CorrelationId})" : said;
    }
}
