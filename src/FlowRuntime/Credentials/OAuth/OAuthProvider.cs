using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Connections;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>Talks to OAuth providers through the outbound guard, with the allowances of the connection. Thread-safe.</summary>
internal sealed class OAuthProvider(GuardedHttp http, ProviderDirectory directory, SecretRedactor redactor, TimeProvider time)
{
    /// <summary>Asks for tokens.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="settings">Its credential.</param>
    /// <param name="form">Parameters of the grant; the client's own are added.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; never throws for what the provider does.</returns>
    public async Task<TokenAnswer> RequestAsync(
        ConnectionTarget target,
        OAuthSettings settings,
        IEnumerable<KeyValuePair<string, string>> form,
        CancellationToken cancellationToken
    )
    {
        var found = await directory.FindAsync(target, settings, cancellationToken).ConfigureAwait(false);
        if (found.TokenEndpoint is not { } endpoint)
        {
            return new TokenAnswer.Unusable(found.Problem ?? "The provider names no token endpoint. Enter it in the credential.");
        }

        var asked = time.GetUtcNow();
        var answer = await PostAsync(target, settings, endpoint, form.Concat(settings.Parameters), cancellationToken).ConfigureAwait(false);
        if (answer.Body is not { } body)
        {
            return new TokenAnswer.Unusable(answer.Problem ?? $"{endpoint.Host} did not answer.");
        }

        var read = TokenAnswer.Read(answer.Status, body, endpoint.Host, asked);
        if (read is TokenAnswer.Granted { Tokens: var tokens })
        {
            redactor.Remember([tokens.AccessToken, tokens.RefreshToken ?? ""]);
        }

        return read is TokenAnswer.Refused { Description: { } text } refused
            ? refused with { Description = redactor.Redact(text.Length > 200 ? text[..200] : text) }
            : read;
    }

    /// <summary>Revokes a token (RFC 7009).</summary>
    /// <param name="target">The connection.</param>
    /// <param name="settings">Its credential.</param>
    /// <param name="tokens">What was issued.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is nowhere to revoke; else whether the provider agreed.</returns>
    public async Task<bool?> RevokeAsync(ConnectionTarget target, OAuthSettings settings, TokenSet tokens, CancellationToken cancellationToken)
    {
        var found = await directory.FindAsync(target, settings, cancellationToken).ConfigureAwait(false);
        if (found.RevocationEndpoint is not { } endpoint)
        {
            return null;
        }

        // Revoking the refresh token ends the whole grant at most providers (RFC 7009 §2.1).
        var form = new Dictionary<string, string>
        {
            ["token"] = tokens.RefreshToken ?? tokens.AccessToken,
            ["token_type_hint"] = tokens.RefreshToken is null ? "access_token" : "refresh_token",
        };
        var answer = await PostAsync(target, settings, endpoint, form, cancellationToken).ConfigureAwait(false);
        return answer.Status is >= 200 and < 300;
    }

    private async Task<GuardedAnswer> PostAsync(
        ConnectionTarget target,
        OAuthSettings settings,
        Uri endpoint,
        IEnumerable<KeyValuePair<string, string>> form,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var all = form.ToList();
        if (settings.ClientSecret is { } secret && !settings.SendsSecretInBody)
        {
            // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
            var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            all.Add(new("client_id", settings.ClientId));
            if (settings.ClientSecret is { } posted)
            {
                all.Add(new("client_secret", posted));
            }
        }

        using var content = new FormUrlEncodedContent(all);
        request.Content = content;
        return await http.SendAsync(target, request, cancellationToken).ConfigureAwait(false);
    }
}
