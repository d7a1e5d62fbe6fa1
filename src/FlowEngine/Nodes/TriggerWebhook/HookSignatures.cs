namespace FlowEngine.Nodes.TriggerWebhook;

/// <summary>The ways in which calls of a webhook are signed.</summary>
public static class HookSignatures
{
    /// <summary>Standard Webhooks 1.0, with an id and a time stamp.</summary>
    public const string Standard = "standard";

    /// <summary>GitHub.</summary>
    public const string GitHub = "github";

    /// <summary>Slack.</summary>
    public const string Slack = "slack";

    /// <summary>Stripe.</summary>
    public const string Stripe = "stripe";

    /// <summary>WooCommerce.</summary>
    public const string WooCommerce = "woocommerce";

    /// <summary>Shopify.</summary>
    public const string Shopify = "shopify";

    /// <summary>Zendesk.</summary>
    public const string Zendesk = "zendesk";

    /// <summary>HubSpot, third version of its signatures.</summary>
    public const string HubSpot = "hubspot";

    /// <summary>An HMAC in one header, built from the settings of the trigger.</summary>
    public const string Hmac = "hmac";

    /// <summary>Not signed: whoever knows the address may call, once an administrator has allowed it.</summary>
    public const string Unsigned = "none";

    /// <summary>Encoding of an HMAC that may be hexadecimal or base64.</summary>
    public const string AnyEncoding = "any";

    /// <summary>All ways, in the order of the form.</summary>
    public static IReadOnlyList<FieldOption> Options { get; } =
        [
            new(Standard, "Standard Webhooks"),
            new(GitHub, "GitHub"),
            new(Slack, "Slack"),
            new(Stripe, "Stripe"),
            new(WooCommerce, "WooCommerce"),
            new(Shopify, "Shopify"),
            new(Zendesk, "Zendesk"),
            new(HubSpot, "HubSpot (version 3)"),
            new(Hmac, "HMAC in a header"),
            new(Unsigned, "Nothing: anybody may call"),
        ];

    /// <summary>How an HMAC is written.</summary>
    public static IReadOnlyList<FieldOption> Encodings { get; } =
        [new(AnyEncoding, "Hexadecimal or base64"), new("hex", "Hexadecimal"), new("base64", "Base64"), new("base64url", "Base64 for addresses")];

    /// <summary>Hashes of an HMAC.</summary>
    public static IReadOnlyList<FieldOption> Algorithms { get; } =
        [new("sha256", "SHA-256"), new("sha512", "SHA-512"), new("sha384", "SHA-384"), new("sha1", "SHA-1 (old)")];
}
