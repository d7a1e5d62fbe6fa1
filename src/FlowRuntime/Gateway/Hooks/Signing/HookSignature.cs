using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace FlowRuntime.Gateway.Hooks.Signing;

/// <summary>Checks who sent a webhook, on the bytes as they came and in constant time; and signs as senders do, for tests.</summary>
internal static class HookSignature
{
    private const int LongestHash = 64;
    private const string StandardPrefix = "whsec_";

    /// <summary>Why a call is refused; null when it is signed under one of the keys.</summary>
    /// <param name="scheme">How it must be signed.</param>
    /// <param name="keys">Keys that count, several while a secret is changed.</param>
    /// <param name="request">The call.</param>
    /// <param name="now">The time here.</param>
    /// <param name="tolerance">By how much the signed time may differ.</param>
    public static string? Refusal(
        HookScheme scheme,
        IReadOnlyList<byte[]> keys,
        in SignedRequest request,
        DateTimeOffset now,
        TimeSpan tolerance
    )
    {
        if (request.Header(scheme.Header) is not { } header)
        {
            return $"The header {scheme.Header} is missing: this webhook takes signed calls only.";
        }

        var stamp = scheme.TimestampPrefix is { } prefix ? Part(header, scheme, prefix) : request.Header(scheme.TimestampHeader);
        if (scheme.HasTimestamp && (stamp is null || TimeOf(stamp) is not { } sent || (now - sent).Duration() > tolerance))
        {
            var name = scheme.TimestampHeader ?? scheme.Header;
            return stamp is null ? $"The header {name} does not tell the time of the call."
                : TimeOf(stamp) is null ? $"The time in {name} cannot be read."
                : $"The time in {name} is too far from the time here.";
        }

        if (scheme.IdHeader is not null && request.Header(scheme.IdHeader) is null && scheme.Signed.Any(p => p.Part == "id"))
        {
            return $"The header {scheme.IdHeader} is missing.";
        }

        return Fits(scheme, keys, request, header, stamp) ? null : $"No signature in {scheme.Header} fits the webhook's secret.";
    }

    /// <summary>The headers that a sender adds to a call.</summary>
    /// <param name="scheme">How it signs.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="request">The call, with the header of its id where that is signed.</param>
    /// <param name="now">Time of the call.</param>
    public static IEnumerable<KeyValuePair<string, string>> Sign(HookScheme scheme, string secret, SignedRequest request, DateTimeOffset now)
    {
        var stamp = scheme.Timestamp switch
        {
            TimestampForm.Milliseconds => now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            TimestampForm.Iso8601 => now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            _ => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        var hash = new byte[LongestHash];
        var length = Hash(scheme, KeyOf(scheme.Key, secret), request, stamp, hash);
        var signature = scheme.Encoding switch
        {
            SignatureEncoding.Hex => Convert.ToHexStringLower(hash.AsSpan(0, length)),
            SignatureEncoding.Base64Url => Base64Url.EncodeToString(hash.AsSpan(0, length)),
            SignatureEncoding.Any when scheme.PrefixIsOptional => Convert.ToHexStringLower(hash.AsSpan(0, length)),
            _ => Convert.ToBase64String(hash.AsSpan(0, length)),
        };
        if (scheme.TimestampHeader is { } header)
        {
            yield return new(header, stamp);
        }

        var time = scheme.TimestampPrefix is { } prefix ? $"{prefix}{stamp}{scheme.Separator}" : "";
        yield return new(scheme.Header, $"{time}{scheme.Prefix}{signature}");
    }

    /// <summary>The key that a secret stands for.</summary>
    public static byte[] KeyOf(HookKeyForm form, string secret)
    {
        if (form == HookKeyForm.StandardWebhooks && secret.StartsWith(StandardPrefix, StringComparison.Ordinal))
        {
            var key = new byte[secret.Length];
            if (Convert.TryFromBase64Chars(secret.AsSpan(StandardPrefix.Length), key, out var length))
            {
                return key[..length];
            }
        }

        return Encoding.UTF8.GetBytes(form == HookKeyForm.Html ? WebUtility.HtmlDecode(secret) : secret);
    }

    private static bool Fits(HookScheme scheme, IReadOnlyList<byte[]> keys, in SignedRequest request, string header, string? stamp)
    {
        Span<byte> expected = stackalloc byte[LongestHash];
        Span<byte> given = stackalloc byte[LongestHash];
        var fits = false;
        foreach (var key in keys)
        {
            var length = Hash(scheme, key, request, stamp, expected);
            var rest = header.AsSpan();
            while (!rest.IsEmpty)
            {
                var end = scheme.Separator is { } separator ? rest.IndexOf(separator) : -1;
                var one = (end < 0 ? rest : rest[..end]).Trim();
                rest = end < 0 ? [] : rest[(end + 1)..];
                fits |=
                    TryStrip(scheme, ref one)
                    && TryDecode(one, scheme.Encoding, length, given)
                    && CryptographicOperations.FixedTimeEquals(given[..length], expected[..length]);
            }
        }

        return fits;
    }

    private static bool TryStrip(HookScheme scheme, ref ReadOnlySpan<char> one)
    {
        // Only a prefix that was not chosen may be written in capitals: there it stands for a word of the sender's.
        var comparison = scheme.PrefixIsOptional ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (one.StartsWith(scheme.Prefix, comparison))
        {
            one = one[scheme.Prefix.Length..];
            return true;
        }

        return scheme.PrefixIsOptional;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, SignatureEncoding encoding, int length, Span<byte> bytes)
    {
        if (encoding == SignatureEncoding.Hex || (encoding == SignatureEncoding.Any && text.Length == length * 2))
        {
            return text.Length == length * 2
                && Convert.FromHexString(text, bytes, out _, out var read) == OperationStatus.Done
                && read == length;
        }

        return encoding == SignatureEncoding.Base64Url
            ? Base64Url.TryDecodeFromChars(text, bytes, out var decoded) && decoded == length
            : Convert.TryFromBase64Chars(text, bytes, out var written) && written == length;
    }

    private static int Hash(HookScheme scheme, byte[] key, in SignedRequest request, string? stamp, Span<byte> hash)
    {
        if (scheme.Signed is [{ Part: "body" }])
        {
            return CryptographicOperations.HmacData(scheme.Algorithm, key, request.Body.Span, hash);
        }

        var content = ArrayPool<byte>.Shared.Rent(LongestOf(scheme, request, stamp));
        try
        {
            var length = 0;
            foreach (var piece in scheme.Signed)
            {
                if (piece.Part == "body")
                {
                    request.Body.Span.CopyTo(content.AsSpan(length));
                    length += request.Body.Length;
                }
                else
                {
                    length += Encoding.UTF8.GetBytes(TextOf(piece.Part, piece.Text, scheme, request, stamp), content.AsSpan(length));
                }
            }

            return CryptographicOperations.HmacData(scheme.Algorithm, key, content.AsSpan(0, length), hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }

    private static int LongestOf(HookScheme scheme, in SignedRequest request, string? stamp)
    {
        var length = 0;
        foreach (var piece in scheme.Signed)
        {
            length +=
                piece.Part == "body"
                    ? request.Body.Length
                    : Encoding.UTF8.GetMaxByteCount(TextOf(piece.Part, piece.Text, scheme, request, stamp).Length);
        }

        return length;
    }

    private static string TextOf(string? part, string text, HookScheme scheme, in SignedRequest request, string? stamp) =>
        part switch
        {
            "timestamp" => stamp ?? "",
            "id" => request.Header(scheme.IdHeader) ?? "",
            "method" => request.Method,
            "url" => request.Url,
            _ => text,
        };

    private static string? Part(string header, HookScheme scheme, string prefix)
    {
        foreach (var part in header.Split(scheme.Separator ?? ',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith(prefix, StringComparison.Ordinal))
            {
                return part[prefix.Length..];
            }
        }

        return null;
    }

    /// <summary>UNIX seconds, UNIX milliseconds (they have 13 digits since 2001) or ISO 8601.</summary>
    private static DateTimeOffset? TimeOf(string stamp)
    {
        const int MillisecondDigits = 13;
        if (stamp.Length <= MillisecondDigits && long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return stamp.Length == MillisecondDigits
                ? DateTimeOffset.FromUnixTimeMilliseconds(number)
                : stamp.Length < MillisecondDigits - 1 ? DateTimeOffset.FromUnixTimeSeconds(number)
                : null;
        }

        return DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && stamp.Contains('T', StringComparison.Ordinal)
            ? time
            : null;
    }
}
