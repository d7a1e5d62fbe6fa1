using System.Diagnostics.CodeAnalysis;

namespace Connectors.Mail.Messages;

/// <summary>A mail cannot be made of what it was given.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught inside the connector; a code is required.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught inside the connector.")]
internal sealed class MailRefusedException(string code, string message) : Exception(message)
{
    /// <summary>Stable code such as <c>mail.address</c>.</summary>
    public string Code { get; } = code;
}
