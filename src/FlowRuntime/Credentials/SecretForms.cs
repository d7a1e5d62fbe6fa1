using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowRuntime.Credentials;

/// <summary>The forms in which the same secret travels.</summary>
internal static class SecretForms
{
    /// <summary>Shorter values are no secrets worth the name, and hiding them would tear ordinary words apart.</summary>
    internal const int ShortestSecret = 5;

    /// <summary>Shortest line of a secret with several lines that is looked for.</summary>
    private const int ShortestLine = 16;

    /// <summary>Shortest piece of base64 that is looked for.</summary>
    private const int ShortestPiece = 6;

    /// <summary>Lists the forms of a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <returns>Distinct texts; empty for a value too short to hide.</returns>
    public static IEnumerable<string> Of(string secret)
    {
        if (secret.Length < ShortestSecret)
        {
            return [];
        }

        var bytes = Encoding.UTF8.GetBytes(secret);
        return new[]
        {
            secret,
            Uri.EscapeDataString(secret),
            System.Net.WebUtility.UrlEncode(secret),
            System.Net.WebUtility.HtmlEncode(secret),
            JsonEncodedText.Encode(secret).ToString(),
            JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
        }
            .Concat(Lines(secret))
            .Concat(Base64(bytes))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>Each line of a private key is as good as a secret of its own: logs and pages break texts at lines.</summary>
    private static IEnumerable<string> Lines(string secret) =>
        secret.Contains('\n', StringComparison.Ordinal)
            ? secret.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Length >= ShortestLine && !l.StartsWith('-'))
            : [];

    /// <summary>
    /// Base64 of a longer text that holds the secret somewhere, such as <c>user:password</c>: what the three possible
    /// alignments have in common, whatever stands before and after it. Both alphabets (RFC 4648 §4 and §5).
    /// </summary>
    private static IEnumerable<string> Base64(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            var padded = new byte[before + secret.Length];
            secret.CopyTo(padded, before);
            // Characters that hold bits of neighbouring bytes are left out: 6 bits each.
            var first = ((before * 8) + 5) / 6;
            var end = padded.Length * 8 / 6;
            var piece = Convert.ToBase64String(padded)[first..end];
            if (piece.Length >= ShortestPiece)
            {
                yield return piece;
                yield return piece.Replace('+', '-').Replace('/', '_');
            }
        }
    }
}
