using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>What a token endpoint answered. A closed set.</summary>
internal abstract partial record TokenAnswer
{
    private TokenAnswer() { }

    /// <summary>Tokens were issued.</summary>
    internal sealed record Granted(TokenSet Tokens) : TokenAnswer;

    /// <summary>The provider refused (RFC 6749 §5.2).</summary>
    /// <param name="Error">Its error code; safe to show.</param>
    /// <param name="Description">What it said about it; null for nothing. Not redacted yet.</param>
    internal sealed record Refused(string Error, string? Description) : TokenAnswer
    {
        /// <summary>True when trying again with the same refresh token or code is of no use.</summary>
        public bool IsFinal => Error is "invalid_grant";
    }

    /// <summary>There is no answer that means anything: no line, a fault of the provider, a page of a proxy.</summary>
    internal sealed record Unusable(string Message) : TokenAnswer;

    /// <summary>Reads an answer; only a complete one with a token counts as granted, whatever the status.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="host">The provider, for messages.</param>
    /// <param name="now">When it was asked: the token's life counts from there.</param>
    public static TokenAnswer Read(int status, ReadOnlyMemory<byte> body, string host, DateTimeOffset now)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            root = default;
        }

        if (root.ValueKind is not JsonValueKind.Object)
        {
            return new Unusable($"{host} answered with status {status} and no JSON object. Check the token endpoint.");
        }

        if (Text(root, "error") is { } error)
        {
            return new Refused(ErrorCode().IsMatch(error) ? error : "unknown_error", Text(root, "error_description"));
        }

        if (status is < 200 or > 299 || Text(root, "access_token") is not { Length: > 0 } token)
        {
            return new Unusable($"{host} answered with status {status} and without a token. Check the token endpoint.");
        }

        if (Text(root, "token_type") is { } type && !type.Equals("bearer", StringComparison.OrdinalIgnoreCase))
        {
            return new Unusable($"{host} issued a token of a type that is not bearer, which FlowStudio cannot send.");
        }

        return new Granted(new TokenSet(token, Text(root, "refresh_token"), now, Expiry(root, now), Text(root, "scope")));
    }

    private static DateTimeOffset? Expiry(JsonElement root, DateTimeOffset now)
    {
        // Some providers send the seconds as a text.
        if (!root.TryGetProperty("expires_in", out var value) || !double.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        return seconds is > 0 and < 315_360_000 ? now.AddSeconds(seconds) : null;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[a-zA-Z0-9_.-]{1,60}$", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();
}
