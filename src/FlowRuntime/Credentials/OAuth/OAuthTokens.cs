using System.Collections.Concurrent;
using FlowEngine.Connecting;
using FlowRuntime.Connections;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>
/// Access tokens of all connections: renewed before they end, by one request at a time each, stored before they are used.
/// Thread-safe.
/// </summary>
internal sealed partial class OAuthTokens(OAuthProvider provider, TokenStore store, TimeProvider time, ILogger<OAuthTokens> logger)
{
    /// <summary>A token that is refused so soon after it was issued has not expired: renewing it would only repeat itself.</summary>
    internal static readonly TimeSpan TooYoung = TimeSpan.FromSeconds(10);

    /// <summary>How long a refusal holds for the calls that follow, so that a storm of calls is none at the provider.</summary>
    internal static readonly TimeSpan RefusalHolds = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>Gets a token that can be used now.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="settings">Its credential.</param>
    /// <param name="refused">Access token that the other system just called expired; null for none.</param>
    /// <param name="cancellationToken">Stops waiting; a renewal that has begun is finished and stored all the same.</param>
    /// <returns>The token; the refused one again when there is no point in renewing it.</returns>
    /// <exception cref="ConnectionRefusedException">
    /// An admin has to connect again (<c>connection.reconnect</c>), or there is no token right now (<c>connection.token</c>).
    /// </exception>
    public ValueTask<TokenSet> GetAsync(ConnectionTarget target, OAuthSettings settings, string? refused, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrAdd($"{target.Id} {settings.Mark}", static _ => new Slot());
        Task<TokenSet> running;
        lock (slot)
        {
            var now = time.GetUtcNow();
            if (slot.Current is { } current && (IsUsable(current, settings, refused, now) || IsTooYoung(current, refused, now)))
            {
                return ValueTask.FromResult(current);
            }

            if (slot.Refusal is { } refusal && now < slot.RefusalUntil)
            {
                throw new ConnectionRefusedException(refusal.Code, refusal.Message);
            }

            running = slot.Running ??= RunAsync(slot, target, settings, refused);
        }

        return new ValueTask<TokenSet>(running.WaitAsync(cancellationToken));
    }

    /// <summary>Forgets what is known of a connection, because an admin changed it.</summary>
    /// <param name="connectionId">Its id.</param>
    public void Forget(string connectionId)
    {
        foreach (var key in _slots.Keys.Where(k => k.StartsWith($"{connectionId} ", StringComparison.Ordinal)))
        {
            _slots.TryRemove(key, out _);
        }
    }

    private static bool IsUsable(TokenSet tokens, OAuthSettings settings, string? refused, DateTimeOffset now) =>
        tokens.AccessToken != refused && !(tokens.ExpiresAt - Skew(tokens, settings) <= now);

    // A skew longer than half of a token's life would renew it at every call.
    private static TimeSpan Skew(TokenSet tokens, OAuthSettings settings) =>
        tokens.ExpiresAt - tokens.ObtainedAt is { } life && life < settings.Skew * 2 ? life / 2 : settings.Skew;

    private static bool IsTooYoung(TokenSet tokens, string? refused, DateTimeOffset now) =>
        tokens.AccessToken == refused && now - tokens.ObtainedAt < TooYoung;

    private async Task<TokenSet> RunAsync(Slot slot, ConnectionTarget target, OAuthSettings settings, string? refused)
    {
        // The caller holds the lock; and its cancellation must not come between the provider's answer and the disk.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var tokens = await FindAsync(slot, target, settings, refused).ConfigureAwait(false);
            lock (slot)
            {
                (slot.Current, slot.Refusal) = (tokens, null);
            }

            return tokens;
        }
        catch (ConnectionRefusedException e)
        {
            lock (slot)
            {
                (slot.Refusal, slot.RefusalUntil) = (e, time.GetUtcNow() + RefusalHolds);
            }

            throw;
        }
        finally
        {
            lock (slot)
            {
                slot.Running = null;
            }
        }
    }

    private async Task<TokenSet> FindAsync(Slot slot, ConnectionTarget target, OAuthSettings settings, string? refused)
    {
        if (slot.Unstored is { } unstored)
        {
            // Issued before, but the disk was not to be had: what rotated away would be lost.
            return await StoreAsync(slot, target, settings, unstored.Tokens, unstored.Version).ConfigureAwait(false);
        }

        var stored = await store.FindAsync(target.Id, CancellationToken.None).ConfigureAwait(false);
        var mine = stored.Mark == settings.Mark ? stored.Tokens : null;
        if (mine is not null && stored.ReconnectReason is null && IsUsable(mine, settings, refused, time.GetUtcNow()))
        {
            return mine;
        }

        if (settings.Grant is OAuthGrant.AuthorizationCode && (mine is null || stored.ReconnectReason is not null))
        {
            throw Reconnect(target, stored.ReconnectReason ?? "Nobody has signed in for it yet.");
        }

        if (settings.Grant is OAuthGrant.AuthorizationCode && mine!.RefreshToken is null) // none was refused above
        {
            throw await NoteAsync(target, settings, stored, "Its token has ended, and the provider gave nothing to renew it by.").ConfigureAwait(false);
        }

        var answer = await provider.RequestAsync(target, settings, Grant(settings, mine), CancellationToken.None).ConfigureAwait(false);
        switch (answer)
        {
            case TokenAnswer.Granted { Tokens: var tokens }:
                // A provider that does not rotate leaves the refresh token out (RFC 6749 §6).
                return await StoreAsync(slot, target, settings, tokens with { RefreshToken = tokens.RefreshToken ?? mine?.RefreshToken }, stored.Version)
                    .ConfigureAwait(false);
            case TokenAnswer.Refused no when no.IsFinal || settings.Grant is OAuthGrant.ClientCredentials:
                var reason = no.Description is null ? $"The provider refused: {no.Error}." : $"The provider refused: {no.Error}, {no.Description}";
                throw await NoteAsync(target, settings, stored, reason).ConfigureAwait(false);
            default:
                if (mine is not null && refused is null && mine.ExpiresAt > time.GetUtcNow())
                {
                    return mine;
                }

                throw new ConnectionRefusedException(
                    "connection.token",
                    answer is TokenAnswer.Refused { Error: var error }
                        ? $"Connection {target.Name} gets no token: the provider answered {error}. Check the credential."
                        : $"Connection {target.Name} gets no token: {((TokenAnswer.Unusable)answer).Message}"
                );
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Grant(OAuthSettings settings, TokenSet? mine)
    {
        var isRefresh = mine?.RefreshToken is not null && settings.Grant is OAuthGrant.AuthorizationCode;
        yield return new("grant_type", isRefresh ? "refresh_token" : "client_credentials");
        if (isRefresh)
        {
            yield return new("refresh_token", mine!.RefreshToken!); // tested above
        }
        else if (settings.Scopes is { } scopes)
        {
            yield return new("scope", scopes);
        }
    }

    private async Task<TokenSet> StoreAsync(Slot slot, ConnectionTarget target, OAuthSettings settings, TokenSet tokens, long version)
    {
        slot.Unstored = (tokens, version);
        var isStored = await store.SaveAsync(target.Id, settings.Mark, tokens, version, audit: null, CancellationToken.None).ConfigureAwait(false);
        slot.Unstored = null;
        if (isStored)
        {
            LogRenewed(target.Id, tokens.ExpiresAt);
            return tokens;
        }

        // Another process, or an admin who signed in, was faster: theirs are the newer ones.
        var theirs = await store.FindAsync(target.Id, CancellationToken.None).ConfigureAwait(false);
        return theirs.Tokens is { } newer && theirs.Mark == settings.Mark && theirs.ReconnectReason is null ? newer : tokens;
    }

    private async Task<ConnectionRefusedException> NoteAsync(ConnectionTarget target, OAuthSettings settings, StoredTokens stored, string reason)
    {
        if (await store.NoteReconnectAsync(target.Id, settings.Mark, reason, stored.Version, CancellationToken.None).ConfigureAwait(false))
        {
            LogReconnect(target.Id, reason);
        }

        return Reconnect(target, reason);
    }

    private static ConnectionRefusedException Reconnect(ConnectionTarget target, string reason) =>
        new("connection.reconnect", $"Connection {target.Name} has to be connected again on the connections page. {reason}");

    private sealed class Slot
    {
        public TokenSet? Current { get; set; }

        public Task<TokenSet>? Running { get; set; }

        public ConnectionRefusedException? Refusal { get; set; }

        public DateTimeOffset RefusalUntil { get; set; }

        public (TokenSet Tokens, long Version)? Unstored { get; set; }
    }

    [LoggerMessage(4110, LogLevel.Warning, "Connection {Id} has to be connected again. {Reason}")]
    private partial void LogReconnect(string id, string reason);

    [LoggerMessage(4111, LogLevel.Information, "Connection {Id} has a new token, good until {Until}.")]
    private partial void LogRenewed(string id, DateTimeOffset? until);
}
