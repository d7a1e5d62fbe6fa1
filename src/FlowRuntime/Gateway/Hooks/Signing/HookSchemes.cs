using System.Collections.Frozen;
using System.Security.Cryptography;
using FlowEngine.Nodes.TriggerWebhook;

namespace FlowRuntime.Gateway.Hooks.Signing;

/// <summary>The table of how known senders sign, and the scheme that a trigger's own settings make.</summary>
internal static class HookSchemes
{
    private static readonly FrozenDictionary<string, HookScheme> Presets = new Dictionary<string, HookScheme>
    {
        // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md; v1a needs Ed25519, which .NET lacks.
        [HookSignatures.Standard] = Of("webhook-signature", "v1,", "{id}.{timestamp}.{body}", SignatureEncoding.Base64) with
        {
            Separator = ' ',
            IdHeader = "webhook-id",
            TimestampHeader = "webhook-timestamp",
            Key = HookKeyForm.StandardWebhooks,
            EventId = HookEventIds.Header("webhook-id"),
        },
        // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
        [HookSignatures.GitHub] = Of("X-Hub-Signature-256", "sha256=", "{body}", SignatureEncoding.Hex) with
        {
            EventId = HookEventIds.Header("X-GitHub-Delivery"),
        },
        // https://docs.slack.dev/authentication/verifying-requests-from-slack
        [HookSignatures.Slack] = Of("X-Slack-Signature", "v0=", "v0:{timestamp}:{body}", SignatureEncoding.Hex) with
        {
            TimestampHeader = "X-Slack-Request-Timestamp",
            EventId = HookEventIds.Slack,
        },
        // https://docs.stripe.com/webhooks/signature
        [HookSignatures.Stripe] = Of("Stripe-Signature", "v1=", "{timestamp}.{body}", SignatureEncoding.Hex) with
        {
            Separator = ',',
            TimestampPrefix = "t=",
            EventId = HookEventIds.Member("id"),
        },
        // class-wc-webhook.php of WooCommerce: deliver() and generate_signature()
        [HookSignatures.WooCommerce] = Of("X-WC-Webhook-Signature", "", "{body}", SignatureEncoding.Base64) with
        {
            Key = HookKeyForm.Html,
            EventId = HookEventIds.WooCommerce,
        },
        // https://shopify.dev/docs/apps/build/webhooks/subscribe/https
        [HookSignatures.Shopify] = Of("X-Shopify-Hmac-Sha256", "", "{body}", SignatureEncoding.Base64) with
        {
            EventId = HookEventIds.Header("X-Shopify-Webhook-Id"),
        },
        // https://developer.zendesk.com/documentation/webhooks/verifying
        [HookSignatures.Zendesk] = Of("X-Zendesk-Webhook-Signature", "", "{timestamp}{body}", SignatureEncoding.Base64) with
        {
            TimestampHeader = "X-Zendesk-Webhook-Signature-Timestamp",
            Timestamp = TimestampForm.Iso8601,
            EventId = HookEventIds.Header("X-Zendesk-Webhook-Invocation-Id"),
        },
        // https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
        [HookSignatures.HubSpot] = Of("X-HubSpot-Signature-v3", "", "{method}{url}{body}{timestamp}", SignatureEncoding.Base64) with
        {
            TimestampHeader = "X-HubSpot-Request-Timestamp",
            Timestamp = TimestampForm.Milliseconds,
            EventId = HookEventIds.HubSpot,
        },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, HashAlgorithmName> Algorithms = new Dictionary<string, HashAlgorithmName>
    {
        ["sha1"] = HashAlgorithmName.SHA1,
        ["sha256"] = HashAlgorithmName.SHA256,
        ["sha384"] = HashAlgorithmName.SHA384,
        ["sha512"] = HashAlgorithmName.SHA512,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How calls of a webhook are signed; null for those that are not.</summary>
    public static HookScheme? Of(TriggerWebhookConfig hook)
    {
        var scheme =
            hook.Signature == HookSignatures.Unsigned ? null
            : hook.Signature == HookSignatures.Hmac ? Built(hook)
            : Presets[hook.Signature];
        return scheme is null || string.IsNullOrEmpty(hook.EventIdHeader)
            ? scheme
            : scheme with { EventId = HookEventIds.Header(hook.EventIdHeader) };
    }

    private static HookScheme Built(TriggerWebhookConfig hook) =>
        Of(hook.SignatureHeader, hook.SignaturePrefix ?? "sha256=", hook.SignedContent, EncodingOf(hook.SignatureEncoding)) with
        {
            PrefixIsOptional = hook.SignaturePrefix is null,
            TimestampHeader = string.IsNullOrEmpty(hook.TimestampHeader) ? null : hook.TimestampHeader,
            IdHeader = string.IsNullOrEmpty(hook.EventIdHeader) ? "webhook-id" : hook.EventIdHeader,
            Algorithm = Algorithms[hook.SignatureAlgorithm],
            EventId = HookEventIds.Header("webhook-id"),
        };

    private static HookScheme Of(string header, string prefix, string signed, SignatureEncoding encoding) =>
        new(header, prefix, SignedText.Read(signed)!, encoding); // rows of the table and validated settings can be read

    private static SignatureEncoding EncodingOf(string word) =>
        word switch
        {
            "hex" => SignatureEncoding.Hex,
            "base64" => SignatureEncoding.Base64,
            "base64url" => SignatureEncoding.Base64Url,
            _ => SignatureEncoding.Any,
        };
}
