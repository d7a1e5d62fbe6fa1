using FlowEngine.Connecting.Calling;
using FlowEngine.Running;

namespace Connectors.Http;

/// <summary>Requests without an answer as node errors.</summary>
internal static class HttpErrors
{
    /// <summary>Makes an error.</summary>
    /// <param name="none">Why there is no answer.</param>
    /// <param name="repeatable">True when the request may be sent again.</param>
    /// <returns>The error.</returns>
    public static NodeError From(Exchange.Unanswered none, bool repeatable)
    {
        var code = none.Reason switch
        {
            NoAnswer.Refused => none.Code!, // a refusal always carries the connection's code
            NoAnswer.TimedOut => "http.timeout",
            NoAnswer.TooLarge => "http.size",
            _ => "http.no-answer",
        };
        return new NodeError(code, none.Message, repeatable && none.Reason is not (NoAnswer.Refused or NoAnswer.TooLarge));
    }
}
