using System.Diagnostics.CodeAnalysis;

namespace Connectors.Http.HttpRequest;

/// <summary>A header cannot be sent with its value.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught inside the connector; the header is required.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught inside the connector.")]
internal sealed class HttpHeaderException(string name) : Exception
{
    /// <summary>Name of the header.</summary>
    public string Name { get; } = name;
}
