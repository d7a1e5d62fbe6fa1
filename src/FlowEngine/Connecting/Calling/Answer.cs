using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FlowEngine.Connecting.Calling;

/// <summary>A complete answer of another system, whatever its status. Holds no open stream.</summary>
public sealed class Answer
{
    private readonly byte[] _body;
    private readonly MediaTypeHeaderValue? _contentType;

    /// <summary>Keeps an answer.</summary>
    /// <param name="response">Status and headers.</param>
    /// <param name="body">The whole body, decompressed; not copied.</param>
    public Answer(HttpResponseMessage response, byte[] body)
    {
        _body = body;
        _contentType = response.Content.Headers.ContentType;
        Status = (int)response.StatusCode;
        Location = response.Headers.Location;
        Headers = Flatten(response);
        RetryAfter = response.Headers.RetryAfter;
    }

    /// <summary>The body as it came, decompressed.</summary>
    public ReadOnlyMemory<byte> Bytes => _body;

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>True for 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Where a redirect points; null for none.</summary>
    public Uri? Location { get; }

    /// <summary>Headers by lower-case name, without cookies; repeated ones joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Wait asked for by <c>Retry-After</c> (RFC 9110 §10.2.3), as seconds or as a date.</summary>
    private RetryConditionHeaderValue? RetryAfter { get; }

    /// <summary>True when the answer is a web page, as captive portals, proxies and broken shops send it.</summary>
    public bool LooksLikeHtml =>
        _contentType?.MediaType is "text/html" or "application/xhtml+xml"
        || Text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal);

    /// <summary>The body as text, by the declared charset where it is known, else UTF-8.</summary>
    public string Text => Charset().GetString(WithoutMark());

    /// <summary>True when the body is declared to be JSON.</summary>
    public bool IsDeclaredJson =>
        _contentType?.MediaType is { } type
        && (
            type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Reads the body as JSON.</summary>
    /// <param name="value">The value; lives on its own.</param>
    /// <returns>False when the body is not one complete JSON value.</returns>
    public bool TryReadJson(out JsonElement value)
    {
        value = default;
        var body = WithoutMark();
        if (body.IsEmpty)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return false;
            }

            using (document)
            {
                // What follows the value must be white space: Read throws otherwise.
                while (reader.Read()) { }
                value = document.RootElement.Clone();
                return true;
            }
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>How long the other side asked to wait.</summary>
    /// <param name="time">Clock, for the form with a date.</param>
    /// <returns>Zero or more, at most an hour; null when it did not ask.</returns>
    public TimeSpan? WaitAsked(TimeProvider time)
    {
        var wait = RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is { } asked
            ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, TimeSpan.FromHours(1).Ticks))
            : null;
    }

    private ReadOnlySpan<byte> WithoutMark()
    {
        // Some plug-ins of shops save their files with a byte order mark, which then starts every answer.
        var body = _body.AsSpan();
        return body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
    }

    private Encoding Charset()
    {
        try
        {
            return _contentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    [SuppressMessage(
        "Globalization",
        "CA1308:Normalize strings to uppercase",
        Justification = "Authors read headers by their lower-case names, as HTTP/2 sends them."
    )]
    private static Dictionary<string, string> Flatten(HttpResponseMessage response) =>
        response
            .Headers.Concat(response.Content.Headers)
            .Where(h => !h.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            .GroupBy(h => h.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => string.Join(", ", g.SelectMany(h => h.Value)), StringComparer.Ordinal);
}
