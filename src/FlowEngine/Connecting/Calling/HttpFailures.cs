using System.Text.Json;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowEngine.Connecting.Calling;

/// <summary>What goes wrong with a request as errors of a node: a stable code and a sentence that says what to do.</summary>
public static class HttpFailures
{
    private const int LongestReason = 200;

    /// <summary>Where systems usually say why they refuse.</summary>
    private static readonly string[] Reasons =
        ["error.message", "message", "detail", "error_description", "errors.message", "title", "error"];

    /// <summary>The codes, for <see cref="OperationDefinition.Errors"/>.</summary>
    /// <param name="connector">Key of the connector: the codes begin with it.</param>
    /// <param name="title">Name of the other system.</param>
    /// <returns>A sentence by code.</returns>
    public static IReadOnlyDictionary<string, string> Documented(string connector, string title) =>
        new Dictionary<string, string>
        {
            [$"{connector}.unauthorized"] = $"{title} refuses the credential; replace it in the connection and check what it may do.",
            [$"{connector}.notFound"] = $"{title} does not have what was asked for, or the address of the connection is wrong.",
            [$"{connector}.refused"] = $"{title} understands the call and refuses it; its reason stands in the message.",
            [$"{connector}.rateLimited"] = $"{title} asks for fewer calls; try again later.",
            [$"{connector}.unavailable"] = $"{title} is down or out of reach; try again later.",
            [$"{connector}.timeout"] = $"{title} did not answer in time; try again later.",
            [$"{connector}.invalidAnswer"] = "The answer is not what was promised, such as a web page or a redirect, or too large; check the address.",
            [$"{connector}.setting"] = "A setting cannot be part of the request: it is empty or dots in the address, or no line of ASCII in a header.",
        };

    internal static NodeResult.Failed BadSetting(OperationCall call, string? field) =>
        Fail(
            call,
            "setting",
            $"The setting {field} cannot be part of the request: give a value that is neither empty nor dots, and one line of ASCII for a header.",
            retryable: false
        );

    /// <summary>The answer is not what was promised, such as a web page.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="call">The call.</param>
    /// <returns>The failure.</returns>
    public static NodeResult.Failed BadAnswer(Answer answer, OperationCall call) =>
        Fail(
            call,
            "invalidAnswer",
            answer.LooksLikeHtml
                ? $"{call.Connector.Title} answered with a web page instead of data. Check the address of the connection."
                : $"{call.Connector.Title} answered something else than was expected. Check the address of the connection.",
            retryable: false
        );

    /// <summary>There is no usable answer.</summary>
    /// <param name="none">Why.</param>
    /// <param name="call">The call.</param>
    /// <returns>The failure; retryable where repeating does no harm.</returns>
    public static NodeResult.Failed From(Exchange.Unanswered none, OperationCall call)
    {
        if (none.Reason is NoAnswer.Refused)
        {
            return new NodeResult.Failed(new NodeError(none.Code!, none.Message, Retryable: false)); // a refusal carries its code
        }

        var mayRepeat = IsRepeatable(call) || none.NeverSent;
        return none.Reason switch
        {
            NoAnswer.TooLarge => Fail(call, "invalidAnswer", none.Message, retryable: false),
            NoAnswer.TimedOut => Fail(call, "timeout", none.Message, mayRepeat),
            _ => Fail(call, "unavailable", none.Message, mayRepeat),
        };
    }

    /// <summary>The other side refuses, by its status.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="call">The call.</param>
    /// <param name="reason">Reads why it refuses, in its words; null for the usual members of JSON errors.</param>
    /// <returns>The failure; retryable where repeating does no harm.</returns>
    public static NodeResult.Failed From(Answer answer, OperationCall call, Func<Answer, string?>? reason)
    {
        var title = call.Connector.Title;
        var said = Said(answer, reason) is { Length: > 0 } words ? $" It says: {words}" : "";
        return answer.Status switch
        {
            401 or 403 => Fail(
                call,
                "unauthorized",
                $"{title} refuses the credential (status {answer.Status}). Replace it in the connection and check what it may do.{said}",
                retryable: false
            ),
            404 => Fail(call, "notFound", $"{title} does not have this, or the address of the connection is wrong.{said}", retryable: false),
            // Refused before it was done, so that even a write may be sent again.
            429 => Fail(call, "rateLimited", $"{title} asks for fewer calls.{said}", retryable: true, answer.WaitAsked(call.Time)),
            408 or >= 500 => Fail(
                call,
                "unavailable",
                $"{title} has a problem of its own (status {answer.Status}). Try again later.{said}",
                IsRepeatable(call),
                answer.WaitAsked(call.Time)
            ),
            >= 300 and < 400 => Fail(
                call,
                "invalidAnswer",
                $"{title} sends elsewhere (status {answer.Status}{(answer.Location is { IsAbsoluteUri: true } to ? $", to {to.Host}" : "")}). Redirects are not followed: enter the final address.",
                retryable: false
            ),
            _ => Fail(call, "refused", $"{title} refuses the call (status {answer.Status}).{said}", retryable: false),
        };
    }

    private static bool IsRepeatable(OperationCall call) => call.Operation.Effect is not EffectKind.Write || call.Operation.Idempotent;

    private static string Said(Answer answer, Func<Answer, string?>? reason)
    {
        var text = reason is not null ? reason(answer) : answer.TryReadJson(out var json) ? UsualReason(json) : null;
        var line = string.Concat((text ?? "").Select(c => char.IsControl(c) || c is '<' or '>' ? ' ' : c)).Trim();
        return line.Length <= LongestReason ? line : string.Concat(line.AsSpan(0, LongestReason), "…");
    }

    private static string? UsualReason(JsonElement json)
    {
        foreach (var path in Reasons)
        {
            if (JsonMembers.TryFollow(json, path, out var value) && value.ValueKind is JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }

    private static NodeResult.Failed Fail(OperationCall call, string code, string message, bool retryable, TimeSpan? wait = null) =>
        new(new NodeError($"{call.Connector.Key}.{code}", message, retryable, wait));
}
