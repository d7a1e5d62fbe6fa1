using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowEngine.Nodes.TriggerWebhook;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// Checks who sent a webhook, on the bytes as they came: by Standard Webhooks 1.0 (<c>webhook-id</c>,
/// <c>webhook-timestamp</c>, <c>webhook-signature</c>), or by HMAC-SHA256 of the body in one header.
/// </summary>
internal static class HookSignature
{
    private const string Prefix = "whsec_";
    private const string HashPrefix = "sha256=";

    /// <summary>Why a call is refused; null when it is signed as it should be.</summary>
    public static string? Refusal(
        TriggerWebhookConfig hook,
        string? secret,
        IHeaderDictionary headers,
        ReadOnlySpan<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance
    )
    {
        if (hook.Signature == TriggerWebhookNode.Unsigned)
        {
            return null;
        }

        if (secret is null)
        {
            return "This webhook has no secret yet; an administrator makes one by reading it.";
        }

        return hook.Signature == TriggerWebhookNode.Hmac
            ? IsHmac(headers[hook.SignatureHeader].ToString(), secret, body)
                ? null
                : $"The header {hook.SignatureHeader} is missing or no HMAC-SHA256 of the body under the webhook's secret."
            : StandardRefusal(secret, headers, body, now, tolerance);
    }

    private static string? StandardRefusal(
        string secret,
        IHeaderDictionary headers,
        ReadOnlySpan<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance
    )
    {
        var id = headers["webhook-id"].ToString();
        var stamp = headers["webhook-timestamp"].ToString();
        if (id.Length == 0 || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return "The headers webhook-id, webhook-timestamp and webhook-signature are needed.";
        }

        var age = now.ToUnixTimeSeconds() - seconds;
        if (Math.Abs((double)age) > tolerance.TotalSeconds)
        {
            return "webhook-timestamp is too far from the time here.";
        }

        var start = Encoding.UTF8.GetBytes($"{id}.{stamp}.");
        var signed = ArrayPool<byte>.Shared.Rent(start.Length + body.Length);
        start.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(start.Length));
        var expected = HMACSHA256.HashData(KeyOf(secret), signed.AsSpan(0, start.Length + body.Length));
        ArrayPool<byte>.Shared.Return(signed);
        foreach (var signature in headers["webhook-signature"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (signature.StartsWith("v1,", StringComparison.Ordinal) && Same(Base64(signature[3..]), expected))
            {
                return null;
            }
        }

        return "No signature in webhook-signature fits the webhook's secret.";
    }

    private static bool IsHmac(string header, string secret, ReadOnlySpan<byte> body)
    {
        var value = header.StartsWith(HashPrefix, StringComparison.OrdinalIgnoreCase) ? header[HashPrefix.Length..] : header;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body);
        var given = value.Length == expected.Length * 2 && value.All(char.IsAsciiHexDigit) ? Convert.FromHexString(value) : Base64(value);
        return Same(given, expected);
    }

    private static bool Same(byte[]? given, byte[] expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(given, expected);

    private static byte[] KeyOf(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) && Base64(secret[Prefix.Length..]) is { } key
            ? key
            : Encoding.UTF8.GetBytes(secret);

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
