using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Nodes.TriggerWebhook;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Hooks.Signing;

/// <summary>Calls by which senders only try whether an address is there; they start nothing.</summary>
internal static partial class HookGreeting
{
    /// <summary>The answer to one that is not signed; null for any other call.</summary>
    public static IResult? ToUnsigned(string signature, HookScheme scheme, in SignedRequest request)
    {
        // The first save of a webhook in WooCommerce sends the form "webhook_id=7" and takes nothing but 200 for an answer.
        return
            signature == HookSignatures.WooCommerce
            && request.Header(scheme.Header) is null
            && request.Body.Length < 64
            && WooPing().IsMatch(System.Text.Encoding.ASCII.GetString(request.Body.Span))
            ? TypedResults.Ok()
            : null;
    }

    /// <summary>The answer to one that is signed; null for any other call.</summary>
    public static IResult? ToSigned(string signature, in SignedRequest request)
    {
        if (signature != HookSignatures.Slack || request.Body.Span.IndexOf("url_verification"u8) < 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return
                document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.String
                && type.ValueEquals("url_verification"u8)
                && root.TryGetProperty("challenge", out var challenge)
                && challenge.ValueKind == JsonValueKind.String
                ? TypedResults.Text(challenge.GetString())
                : null;
        }
        catch (JsonException)
        {
            return null; // Whoever reads the body refuses it.
        }
    }

    [GeneratedRegex(@"\Awebhook_id=[0-9]{1,20}\z")]
    private static partial Regex WooPing();
}
