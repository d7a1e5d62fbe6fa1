using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.Vaults;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>Gives tokens back to the provider when a connection is deleted (RFC 7009). Thread-safe.</summary>
internal sealed partial class TokenRevocation(
    StoredCredentials credentials,
    TokenStore store,
    OAuthProvider provider,
    ILogger<TokenRevocation> logger
)
{
    /// <summary>Revokes the tokens of a connection, as far as that is possible: a provider that is away does not keep it alive.</summary>
    /// <param name="connectionId">Id of the connection.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is nothing to revoke; else whether the provider agreed.</returns>
    public async Task<bool?> RevokeAsync(string connectionId, CancellationToken cancellationToken)
    {
        try
        {
            if (
                await credentials.FindAsync(connectionId, cancellationToken).ConfigureAwait(false) is not { Kind.OAuth: { } terms } found
                || await store.FindAsync(connectionId, cancellationToken).ConfigureAwait(false) is not { Tokens: { } tokens }
            )
            {
                return null;
            }

            var fields = await found.Fields.ReadAsync(cancellationToken).ConfigureAwait(false);
            return await provider.RevokeAsync(found.Target, OAuthSettings.Of(terms, fields), tokens, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ConnectionRefusedException or VaultException)
        {
            LogNotRevoked(connectionId, e.Message);
            return false;
        }
    }

    [LoggerMessage(4112, LogLevel.Warning, "The tokens of connection {Id} could not be revoked. {Reason}")]
    private partial void LogNotRevoked(string id, string reason);
}
