using System.Diagnostics.CodeAnalysis;

namespace Connectors.OpenApi.Reading;

/// <summary>A document cannot become a connector. Ends reading; the importer turns it into a refusal.</summary>
/// <param name="code">Stable code such as <c>openapi.version</c>.</param>
/// <param name="reason">Sentence for the admin: what is wrong and what to do.</param>
[SuppressMessage("Design", "CA1032", Justification = "Code and reason are required: without them nobody can be advised.")]
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the importer, which turns it into a refusal.")]
internal sealed class DocumentRefusedException(string code, string reason) : Exception(reason)
{
    /// <summary>Stable code.</summary>
    public string Code { get; } = code;
}
