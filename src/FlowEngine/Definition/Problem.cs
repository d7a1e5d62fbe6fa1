namespace FlowEngine.Definition;

/// <summary>How much a problem weighs.</summary>
public enum ProblemSeverity
{
    /// <summary>Worth a look; the flow can be published.</summary>
    Warning,

    /// <summary>Must be fixed before the flow can be published.</summary>
    Error,
}

/// <summary>An author's mistake in a document, with its place and what to do about it.</summary>
/// <param name="Code">Stable code such as <c>link.target</c>; documented in <c>docs/problems.md</c>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) into the document that was checked, for example <c>/nodes/ask/config/text</c>.</param>
/// <param name="Message">What is wrong and what to do, for the analyst; never holds a secret.</param>
public sealed record Problem(string Code, ProblemSeverity Severity, string Pointer, string Message)
{
    /// <summary>The same problem seen from an enclosing document.</summary>
    /// <param name="prefix">Pointer of this document in the enclosing one, such as <c>/flows/order-status</c>.</param>
    /// <returns>A copy whose pointer starts with <paramref name="prefix"/>.</returns>
    public Problem Under(string prefix) => this with { Pointer = prefix + Pointer };
}
