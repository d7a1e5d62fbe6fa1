namespace FlowEngine.Connecting.Calling;

/// <summary>What came of one request: an answer of whatever status, or the reason why there is none. A closed set.</summary>
public abstract record Exchange
{
    private Exchange() { }

    /// <summary>The other side answered completely.</summary>
    /// <param name="Answer">What it answered.</param>
    public sealed record Answered(Answer Answer) : Exchange;

    /// <summary>There is no usable answer.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">Sentence for the analyst or admin: what happened and what to do.</param>
    /// <param name="Code">Code of a refused connection; null for other reasons.</param>
    public sealed record Unanswered(NoAnswer Reason, string Message, string? Code = null) : Exchange
    {
        /// <summary>True when the request surely did not reach the other side, so that even a write may be repeated.</summary>
        public bool NeverSent => Reason is NoAnswer.NameUnknown or NoAnswer.NotReachable or NoAnswer.NotSecure;
    }
}

/// <summary>Why there is no answer.</summary>
public enum NoAnswer
{
    /// <summary>Its own time ran out.</summary>
    TimedOut,

    /// <summary>The name of the host is not known.</summary>
    NameUnknown,

    /// <summary>Nothing listens at the address.</summary>
    NotReachable,

    /// <summary>TLS could not be agreed, for example because the certificate is wrong.</summary>
    NotSecure,

    /// <summary>The line broke in the middle.</summary>
    Interrupted,

    /// <summary>The answer is larger than allowed.</summary>
    TooLarge,

    /// <summary>The connection itself refused the call.</summary>
    Refused,
}
