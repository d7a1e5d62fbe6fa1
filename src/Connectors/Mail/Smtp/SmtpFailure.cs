using System.Diagnostics.CodeAnalysis;
using FlowEngine.Running;

namespace Connectors.Mail.Smtp;

/// <summary>A mail could not be handed over.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught inside the connector; an error is required.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught inside the connector.")]
internal sealed class SmtpFailure(NodeError error, Exception? inner = null) : Exception(error.Message, inner)
{
    /// <summary>What to tell.</summary>
    public NodeError Error { get; } = error;

    /// <summary>A refusal of the server.</summary>
    /// <param name="reply">Its answer.</param>
    /// <param name="advice">What was refused.</param>
    /// <param name="forGood">Code for a refusal for good.</param>
    /// <returns>The failure.</returns>
    public static SmtpFailure From(SmtpReply reply, string advice, string forGood = MailErrors.Refused) =>
        new(MailErrors.From(reply, advice, forGood));

    /// <summary>The line broke before the mail was handed over, or the other side speaks something else.</summary>
    /// <param name="settings">The server.</param>
    /// <param name="e">What happened.</param>
    /// <returns>The failure; nothing was sent.</returns>
    public static SmtpFailure NotSpoken(MailSettings settings, IOException e) =>
        new(
            MailErrors.Make(
                MailErrors.Connection,
                $"The talk with {settings.Host}, port {settings.Port}, broke off, or it is no mail server on this port with this encryption. Nothing was sent.",
                retryable: true
            ),
            e
        );
}
