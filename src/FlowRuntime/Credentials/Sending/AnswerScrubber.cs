using System.Text;
using System.Text.Json;

namespace FlowRuntime.Credentials.Sending;

/// <summary>
/// Takes a credential out of answers that repeat it, as debug pages and error messages do: what never reaches the connector
/// cannot reach a variable, a message or the journal. Bodies of up to <see cref="Longest"/> and all headers are looked at.
/// </summary>
internal static class AnswerScrubber
{
    /// <summary>Longest body that is looked at. Unit: bytes. A longer one is data, and is redacted where it is written down.</summary>
    internal const int Longest = 64 * 1024;

    /// <summary>Scrubs an answer in place.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="secrets">The credential that went out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ScrubAsync(HttpResponseMessage response, SecretRedactor secrets, CancellationToken cancellationToken)
    {
        ScrubHeaders(response, secrets);
        var start = await AnswerStart.ReadAsync(response, Longest, cancellationToken).ConfigureAwait(false);
        if (!start.IsWhole || start.Bytes.IsEmpty)
        {
            return;
        }

        var text = Encoding.UTF8.GetString(start.Bytes.Span);
        if (Clean(text, secrets) is { } clean)
        {
            var length = response.Content.Headers.ContentLength;
            AnswerStart.Replace(response, new ByteArrayContent(Encoding.UTF8.GetBytes(clean)));
            response.Content.Headers.ContentLength = length is null ? null : Encoding.UTF8.GetByteCount(clean);
        }
    }

    private static void ScrubHeaders(HttpResponseMessage response, SecretRedactor secrets)
    {
        foreach (var headers in (System.Net.Http.Headers.HttpHeaders[])[response.Headers, response.Content.Headers])
        {
            foreach (var header in headers.NonValidated.Where(h => h.Value.Any(v => secrets.Redact(v) != v)).ToList())
            {
                var values = header.Value.Select(secrets.Redact).ToList();
                headers.Remove(header.Key);
                headers.TryAddWithoutValidation(header.Key, values);
            }
        }
    }

    /// <summary>The text without secrets; null when it holds none.</summary>
    private static string? Clean(string text, SecretRedactor secrets)
    {
        var clean = secrets.Redact(text);
        if (clean.Contains('\\', StringComparison.Ordinal))
        {
            try
            {
                // Escapes of JSON hide a secret from a search in the text.
                var value = JsonElement.Parse(clean);
                var redacted = secrets.Redact(value).GetRawText();
                clean = redacted.Contains(ISecretRedactor.Mask, StringComparison.Ordinal) ? redacted : clean;
            }
            catch (JsonException)
            {
                // No JSON: then nothing is escaped as in JSON.
            }
        }

        return clean == text ? null : clean;
    }
}
