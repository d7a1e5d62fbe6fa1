using System.Diagnostics.CodeAnalysis;

namespace Connectors.Http.Bodies;

/// <summary>A body cannot be made of what it was given.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught inside the connector; advice is required.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught inside the connector.")]
internal sealed class HttpBodyException(string message, bool retryable = false) : Exception(message)
{
    /// <summary>True when another attempt may succeed.</summary>
    public bool Retryable { get; } = retryable;
}
