using System.Text.Json;
using FlowEngine.Schemas;

namespace FlowEngine.Nodes.TriggerWebhook;

/// <summary>Settings of the webhook trigger.</summary>
/// <param name="Hook">Last part of the address, a slug; unique in the bot.</param>
/// <param name="Method">HTTP method that is taken, in capitals.</param>
/// <param name="Response"><c>accepted</c> answers once the call is stored, <c>flow</c> waits for the flow's answer.</param>
/// <param name="TimeoutSeconds">How long the flow's answer is waited for. Unit: seconds, 1 to 60.</param>
/// <param name="Signature">How calls are signed: one of <see cref="HookSignatures.Options"/>.</param>
/// <param name="SignatureHeader">Header of the signature, for <c>hmac</c>.</param>
/// <param name="EventIdHeader">Header with the id of the event, by which a repetition is recognised; null for the one of the preset.</param>
/// <param name="SignaturePrefix">What stands before the signature in its header, for <c>hmac</c>; null for nothing or <c>sha256=</c>.</param>
/// <param name="SignatureEncoding">How the signature is written, for <c>hmac</c>: one of <see cref="HookSignatures.Encodings"/>.</param>
/// <param name="SignatureAlgorithm">Hash of the HMAC, for <c>hmac</c>: one of <see cref="HookSignatures.Algorithms"/>.</param>
/// <param name="SignedContent">
/// What is signed, for <c>hmac</c>: <c>{body}</c>, <c>{timestamp}</c>, <c>{id}</c>, <c>{method}</c>, <c>{url}</c> and text
/// between them.
/// </param>
/// <param name="TimestampHeader">Header with the time of the call, for <c>hmac</c>: UNIX seconds, milliseconds or ISO 8601; null for none.</param>
/// <param name="ToleranceSeconds">By how much that time may differ from ours. Unit: seconds, 10 to 3600.</param>
/// <param name="BodySchema">JSON Schema that the body must meet; undefined for none.</param>
public sealed record TriggerWebhookConfig(
    string Hook,
    string Method = "POST",
    string Response = TriggerWebhookNode.Accepted,
    int TimeoutSeconds = 10,
    string Signature = HookSignatures.Standard,
    string SignatureHeader = "X-Hub-Signature-256",
    string? EventIdHeader = null,
    string? SignaturePrefix = null,
    string SignatureEncoding = HookSignatures.AnyEncoding,
    string SignatureAlgorithm = "sha256",
    string SignedContent = "{body}",
    string? TimestampHeader = null,
    int ToleranceSeconds = 300,
    JsonElement BodySchema = default
)
{
    /// <summary>Reads the schema of the body.</summary>
    /// <returns>It; null for none.</returns>
    public JsonSchema? ReadBodySchema() =>
        BodySchema.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : JsonSchema.Read(BodySchema);
}
