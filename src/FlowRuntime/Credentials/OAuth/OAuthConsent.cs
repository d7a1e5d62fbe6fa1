using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using FlowEngine.Connecting;
using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>Keeps sign-ins that have begun for ten minutes, in memory: who restarts FlowStudio meanwhile begins again.</summary>
internal sealed partial class OAuthConsent(
    StoredCredentials credentials,
    ProviderDirectory directory,
    OAuthProvider provider,
    TokenStore store,
    OAuthTokens tokens,
    ConnectionSource source,
    SecretRedactor redactor,
    TimeProvider time,
    ILogger<OAuthConsent> logger
) : IOAuthConsent
{
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Most sign-ins at once: the oldest gives way.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, Pending> _pending = new(StringComparer.Ordinal);

    public async Task<ConsentStart> BeginAsync(
        string name,
        string environment,
        string session,
        Uri redirectUri,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var id = ConnectionTarget.IdOf(name, environment);
        if (await credentials.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return new ConsentStart(null, "connection.missing", $"There is no connection {name}, or it has no credential.");
        }

        if (found.Kind.OAuth is not { Grant: OAuthGrant.AuthorizationCode } terms)
        {
            return new ConsentStart(null, "oauth.kind", "The credential of this connection needs no sign-in.");
        }

        var settings = OAuthSettings.Of(terms, await found.Fields.ReadAsync(cancellationToken).ConfigureAwait(false));
        var endpoints = await directory.FindAsync(found.Target, settings, cancellationToken).ConfigureAwait(false);
        if (endpoints.AuthorizationEndpoint is not { } authorization || endpoints.TokenEndpoint is null)
        {
            return new ConsentStart(null, "oauth.provider", endpoints.Problem ?? "The provider names no authorization endpoint. Enter it in the credential.");
        }

        var (state, verifier) = (Random(), Random());
        redactor.Remember([verifier]);
        Keep(state, new Pending(id, name, environment, session, verifier, redirectUri, endpoints, settings, found.Target, actor, time.GetUtcNow() + Longest));
        return new ConsentStart(Address(authorization, settings, state, verifier, redirectUri));
    }

    public async Task<ConsentResult> CompleteAsync(ConsentAnswer answer, string session, CancellationToken cancellationToken)
    {
        // A state is good once, and in the browser that began; a wrong browser does not use it up.
        if (
            answer.State is not { } state
            || !_pending.TryGetValue(state, out var pending)
            || !IsSame(pending.Session, session)
            || !_pending.TryRemove(state, out _)
            || time.GetUtcNow() >= pending.Until
        )
        {
            return new ConsentResult(false, null, null, "oauth.state", "This sign-in was not begun in this browser, or too long ago. Begin again.");
        }

        if (WrongIssuer(pending.Endpoints, answer.Issuer) is { } wrong)
        {
            LogWrongIssuer(pending.Id);
            return Failed(pending, "oauth.issuer", wrong);
        }

        if (answer.Error is { } error || answer.Code is not { Length: > 0 })
        {
            return Failed(pending, "oauth.refused", answer.Error is "access_denied" ? "The other system says that consent was refused." : "The other system refused the sign-in.");
        }

        redactor.Remember([answer.Code]);
        var traded = await provider
            .RequestAsync(
                pending.Target,
                pending.Settings,
                new Dictionary<string, string>
                {
                    ["grant_type"] = "authorization_code",
                    ["code"] = answer.Code,
                    ["redirect_uri"] = pending.RedirectUri.AbsoluteUri,
                    ["code_verifier"] = pending.Verifier,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (traded is not TokenAnswer.Granted { Tokens: var issued })
        {
            return Failed(
                pending,
                "oauth.token",
                traded is TokenAnswer.Refused refused
                    ? $"The provider refused to issue a token: {refused.Error}{(refused.Description is { } text ? $", {text}" : "")}."
                    : ((TokenAnswer.Unusable)traded).Message
            );
        }

        var audit = AuditRow.Of(time, "connection.connected", pending.Id, pending.Actor);
        await store.SaveAsync(pending.Id, pending.Settings.Mark, issued, version: null, audit, CancellationToken.None).ConfigureAwait(false);
        tokens.Forget(pending.Id);
        source.Forget(pending.Name);
        LogConnected(pending.Id, pending.Actor);
        return new ConsentResult(true, pending.Name, pending.Environment, null, $"{pending.Name} is connected.");
    }

    private void Keep(string state, Pending pending)
    {
        foreach (var old in _pending.Where(p => time.GetUtcNow() >= p.Value.Until))
        {
            _pending.TryRemove(old);
        }

        if (_pending.Count >= Most && _pending.MinBy(p => p.Value.Until) is { Key: { } oldest })
        {
            _pending.TryRemove(oldest, out _);
        }

        _pending[state] = pending;
    }

    private static Uri Address(Uri authorization, OAuthSettings settings, string state, string verifier, Uri redirectUri)
    {
        var parameters = new List<KeyValuePair<string, string>>
        {
            new("response_type", "code"),
            new("client_id", settings.ClientId),
            new("redirect_uri", redirectUri.AbsoluteUri),
            new("state", state),
            new("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            new("code_challenge_method", "S256"),
        };
        if (settings.Scopes is { } scopes)
        {
            parameters.Add(new("scope", scopes));
        }

        var own = parameters.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var query = string.Join(
            '&',
            parameters.Concat(settings.Parameters.Where(p => !own.Contains(p.Key))).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")
        );
        return new UriBuilder(authorization) { Query = authorization.Query.Length > 1 ? $"{authorization.Query[1..]}&{query}" : query }.Uri;
    }

    /// <summary>RFC 9207 §2.4: an answer of another provider must not reach this one's token endpoint.</summary>
    private static string? WrongIssuer(ProviderEndpoints endpoints, string? issuer) =>
        issuer is null
            ? endpoints.SendsIssuer ? "The answer does not say which provider it comes from, though this one promises to." : null
            : endpoints.Issuer is { } expected && issuer != expected ? "The answer comes from another provider than the one that was asked." : null;

    private static bool IsSame(string expected, string actual) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));

    private static ConsentResult Failed(Pending pending, string code, string message) => new(false, pending.Name, pending.Environment, code, message);

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private sealed record Pending(
        string Id,
        string Name,
        string Environment,
        string Session,
        string Verifier,
        Uri RedirectUri,
        ProviderEndpoints Endpoints,
        OAuthSettings Settings,
        ConnectionTarget Target,
        string Actor,
        DateTimeOffset Until
    );

    [LoggerMessage(4113, LogLevel.Information, "Connection {Id} was connected by {Actor}.")]
    private partial void LogConnected(string id, string actor);

    [LoggerMessage(4114, LogLevel.Warning, "A sign-in for connection {Id} was answered by another provider than the one that was asked; it was refused.")]
    private partial void LogWrongIssuer(string id);
}
