namespace FlowEngine.Nodes.TriggerWebhook;

/// <summary>Settings of the webhook trigger.</summary>
/// <param name="Hook">Last part of the address, a slug; unique in the bot.</param>
/// <param name="Method">HTTP method that is taken, in capitals.</param>
/// <param name="Response"><c>accepted</c> answers at once, <c>flow</c> waits for the flow's answer.</param>
/// <param name="TimeoutSeconds">How long the flow's answer is waited for. Unit: seconds, 1 to 60.</param>
/// <param name="Signature">How requests are signed: <c>standard</c> (Standard Webhooks), <c>hmac</c> (one header) or <c>none</c>.</param>
/// <param name="SignatureHeader">Header of the signature, for <c>hmac</c>.</param>
/// <param name="EventIdHeader">Header with the id of the event, by which a repetition is recognised; null for <c>webhook-id</c>.</param>
public sealed record TriggerWebhookConfig(
    string Hook,
    string Method = "POST",
    string Response = TriggerWebhookNode.Accepted,
    int TimeoutSeconds = 10,
    string Signature = TriggerWebhookNode.Standard,
    string SignatureHeader = "X-Hub-Signature-256",
    string? EventIdHeader = null
);
