using System.Net;

namespace FlowRuntime.Connections.Calling;

/// <summary>Why a call failed, in words for the admin: never what the other side wrote, which may echo a secret.</summary>
/// <param name="Code">Stable code; null for no failure.</param>
/// <param name="Message">Sentence.</param>
internal readonly record struct CallFailure(string? Code, string Message);

/// <summary>The failures that there are.</summary>
internal static class CallFailures
{
    /// <summary>No complete answer in time.</summary>
    public static CallFailure TimedOut { get; } = new("timeout", "There was no complete answer in time.");

    /// <summary>An answer that is a failure.</summary>
    /// <param name="status">Its status.</param>
    /// <returns>The failure.</returns>
    public static CallFailure Of(HttpStatusCode status) =>
        new(
            $"status.{(int)status}",
            status is HttpStatusCode.TooManyRequests ? "The system asked for fewer calls." : $"The system answered with status {(int)status}."
        );

    /// <summary>A line that failed.</summary>
    /// <param name="exception">What happened.</param>
    /// <returns>The failure.</returns>
    public static CallFailure Of(HttpRequestException exception) =>
        exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new CallFailure("name", "The name of the host is not known."),
            HttpRequestError.ConnectionError => new CallFailure("unreachable", "Nothing answers at the address."),
            HttpRequestError.SecureConnectionError => new CallFailure("tls", "No secure line could be agreed; often the certificate is not valid."),
            HttpRequestError.ConfigurationLimitExceeded => new CallFailure("too-large", "The answer was larger than allowed."),
            _ => new CallFailure("interrupted", "The line broke before the answer was complete."),
        };
}
