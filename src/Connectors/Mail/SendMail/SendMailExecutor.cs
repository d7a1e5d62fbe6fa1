using System.Text.Json;
using Connectors.Mail.Messages;
using Connectors.Mail.Smtp;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace Connectors.Mail.SendMail;

/// <summary>Sends one mail: one attempt, no retry.</summary>
internal sealed partial class SendMailExecutor(TimeProvider time, ILogger<SendMailExecutor> logger) : INodeExecutor<SendMailConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        SendMailConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(config.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var settings = MailSettings.Read(context.Connection.Settings);
            var draft = MailDraft.Make(config, settings.From, context.EffectKey, context.Now);
            var refused = await SendAsync(context, settings, draft, either.Token).ConfigureAwait(false);
            return Complete(draft, refused);
        }
        catch (MailRefusedException e)
        {
            return Fail(context, MailErrors.Make(e.Code, e.Message));
        }
        catch (SmtpFailure e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What may have been sent is sent again only where its author allows that.
            return Fail(context, e.Error.Code == MailErrors.Unknown ? e.Error with { Retryable = config.Idempotent } : e.Error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var message = $"The mail server did not take the mail within {config.TimeoutSeconds} seconds. Nothing was sent.";
            return Fail(context, MailErrors.Make(MailErrors.Timeout, message, retryable: true));
        }
    }

    private static async Task<IReadOnlyList<RefusedRecipient>> SendAsync(
        NodeContext context,
        MailSettings settings,
        MailDraft draft,
        CancellationToken cancellationToken
    )
    {
        var session = await SmtpSession.OpenAsync(context.Connection, settings, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (draft.NeedsUtf8 && !session.TakesUtf8)
            {
                throw new MailRefusedException(
                    MailErrors.Address,
                    "An address has letters beyond ASCII before its @, which this mail server does not take."
                );
            }

            if (draft.Bytes.Length > session.MaxBytes)
            {
                throw new MailRefusedException(
                    MailErrors.Size,
                    $"The mail server takes mails of at most {session.MaxBytes:N0} bytes; this one has {draft.Bytes.Length:N0}."
                );
            }

            var refused = await session
                .SendAsync(MailAddresses.Envelope(settings.From), draft.Recipients, draft.Bytes, draft.NeedsUtf8, cancellationToken)
                .ConfigureAwait(false);
            await session.QuitAsync(cancellationToken).ConfigureAwait(false);
            return refused;
        }
    }

    private static NodeResult.Completed Complete(MailDraft draft, IReadOnlyList<RefusedRecipient> refused)
    {
        var output = new SendMailOutput(
            $"<{draft.MessageId}>",
            [.. draft.Recipients.Except(refused.Select(r => r.Address))],
            [.. refused.Select(r => new RefusedMail(r.Address, r.Reply.Code, MailErrors.Shorten(r.Reply.Text)))]
        );
        return new NodeResult.Completed(
            refused.Count == 0 ? "success" : "partial",
            JsonSerializer.SerializeToElement(output, MailJsonContext.Default.SendMailOutput)
        );
    }

    private NodeResult.Failed Fail(NodeContext context, NodeError error)
    {
        LogFailed(context.NodeId, error.Code, context.Connection.Name);
        return new NodeResult.Failed(error);
    }

    [LoggerMessage(2201, LogLevel.Warning, "Node {NodeId} failed with {Code} at the mail server of connection {Connection}.")]
    private partial void LogFailed(string nodeId, string code, string connection);
}
