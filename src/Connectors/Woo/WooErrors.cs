using FlowEngine.Connecting.Calling;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Failures of a shop as node errors: a stable code, and a sentence that says what to do.</summary>
internal static class WooErrors
{
    /// <summary>The address has no WooCommerce API, or not this part of it.</summary>
    public const string NotFound = "woocommerce.notFound";

    /// <summary>The key is wrong or may not do this.</summary>
    public const string Unauthorized = "woocommerce.unauthorized";

    /// <summary>The shop understood the call and refuses it.</summary>
    public const string Refused = "woocommerce.refused";

    /// <summary>Too many calls.</summary>
    public const string RateLimited = "woocommerce.rateLimited";

    /// <summary>The shop is down, slow or out of reach.</summary>
    public const string Unavailable = "woocommerce.unavailable";

    /// <summary>The answer is not what the API promises.</summary>
    public const string Invalid = "woocommerce.invalidAnswer";

    /// <summary>What was asked for is taken by something else.</summary>
    public const string Taken = "woocommerce.taken";

    /// <summary>The failures of every call, for the documentation.</summary>
    public static IReadOnlyDictionary<string, string> Documented { get; } =
        new Dictionary<string, string>
        {
            [NotFound] = "There is no WooCommerce REST API v3 at the connection's address; check the address and the permalinks.",
            [Unauthorized] = "The shop refuses the key; replace it in the connection and check what it may do.",
            [Refused] = "The shop understands the call and refuses it; its reason stands in the message.",
            [RateLimited] = "The shop asks for fewer calls; try again later.",
            [Unavailable] = "The shop is down, slow or out of reach; try again later.",
            [Invalid] = "The answer is not what WooCommerce promises, such as HTML or a redirect; check the address.",
        };

    /// <summary>The failures of every call and those of one operation.</summary>
    /// <param name="own">Codes of the operation with a sentence each.</param>
    /// <returns>Both.</returns>
    public static IReadOnlyDictionary<string, string> With(params IEnumerable<(string Code, string Summary)> own) =>
        new Dictionary<string, string>(Documented.Concat(own.Select(o => KeyValuePair.Create(o.Code, o.Summary))));

    /// <summary>An answer that cannot be used.</summary>
    /// <param name="message">Sentence with advice.</param>
    /// <returns>The error; not retryable.</returns>
    public static NodeError InvalidAnswer(string message) => new(Invalid, message, Retryable: false);

    /// <summary>No answer.</summary>
    /// <param name="none">Why.</param>
    /// <param name="repeatable">True when the call may be made twice.</param>
    /// <returns>The error.</returns>
    public static NodeError From(Exchange.Unanswered none, bool repeatable) =>
        none.Reason switch
        {
            NoAnswer.Refused => new NodeError(none.Code!, none.Message, Retryable: false), // a refusal carries its code
            NoAnswer.TooLarge => InvalidAnswer(none.Message),
            NoAnswer.Interrupted => new NodeError(Invalid, none.Message, repeatable),
            NoAnswer.TimedOut => new NodeError(
                Unavailable,
                $"{none.Message} The shop may be overloaded; try again later.",
                repeatable
            ),
            _ => new NodeError(Unavailable, none.Message, repeatable || none.NeverSent),
        };

    /// <summary>An answer that is an error.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="error">What the shop says about it; null when it says nothing readable.</param>
    /// <param name="repeatable">True when the call may be made twice.</param>
    /// <param name="time">Clock for <c>Retry-After</c>.</param>
    /// <returns>The error.</returns>
    public static NodeError From(Answer answer, VendorError? error, bool repeatable, TimeProvider time)
    {
        var said = error is { Message.Length: > 0 } ? $" The shop says: {error.Message}" : "";
        return answer.Status switch
        {
            401 or 403 => new NodeError(
                Unauthorized,
                $"The shop refuses the key (status {answer.Status}). Replace the consumer key and secret of the connection, and check that the key may read and write.{said}",
                Retryable: false
            ),
            404 => new NodeError(
                NotFound,
                $"There is no WooCommerce REST API v3 at this address. Check the shop address of the connection and that the shop's permalinks are not 'Plain'.{said}",
                Retryable: false
            ),
            429 => new NodeError(
                RateLimited,
                $"The shop asks for fewer calls.{said}",
                Retryable: true,
                answer.WaitAsked(time)
            ),
            // The shop's gateway refuses a refund with status 500, which no repetition changes.
            500 when error?.Code.StartsWith("woocommerce_rest_cannot_", StringComparison.Ordinal) == true => new NodeError(
                Refused,
                $"The shop refuses the call.{said}",
                Retryable: false
            ),
            408 or >= 500 => new NodeError(
                Unavailable,
                $"The shop has a problem of its own (status {answer.Status}). Try again later.{said}",
                repeatable,
                answer.WaitAsked(time)
            ),
            >= 300 and < 400 => new NodeError(
                Invalid,
                $"The shop sends elsewhere (status {answer.Status}{Target(answer)}). Redirects are not followed: enter the shop's final address, often with https or www.",
                Retryable: false
            ),
            _ => new NodeError(Refused, $"The shop refuses the call (status {answer.Status}).{said}", Retryable: false),
        };
    }

    private static string Target(Answer answer) =>
        answer.Location is { IsAbsoluteUri: true } to ? $", to {to.Scheme}://{to.Host}" : "";
}
