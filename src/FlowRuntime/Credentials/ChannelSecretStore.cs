using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Credentials;

/// <summary>Keeps in the vault the secrets of channels and webhooks. Thread-safe.</summary>
internal sealed class ChannelSecretStore(
    SecretVault vault,
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate
) : IChannelSecretStore
{
    private const string Field = "value";
    private static readonly string[] Hidden = [Field];

    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var id = IdOf(name);
            var row = await db.Set<SecretRow>()
                .AsNoTracking()
                .FirstOrDefaultAsync(s => s.Id == id, cancellationToken)
                .ConfigureAwait(false);
            return row is null ? null : Read(row);
        }
    }

    public async Task<string> GetOrAddAsync(string name, string candidate, CancellationToken cancellationToken)
    {
        var id = IdOf(name);
        var mine = vault.Seal(id, new Dictionary<string, string> { [Field] = candidate }, Hidden);
        var stored = await gate.WriteAsync(
                async (db, token) =>
                {
                    if (await db.Set<SecretRow>().FindAsync([id], token).ConfigureAwait(false) is { } earlier)
                    {
                        return earlier;
                    }

                    db.Add(mine);
                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                    return mine;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return Read(stored);
    }

    public Task ReplaceAsync(string name, string? value, CancellationToken cancellationToken)
    {
        var id = IdOf(name);
        var mine = value is null ? null : vault.Seal(id, new Dictionary<string, string> { [Field] = value }, Hidden);
        return gate.WriteAsync(
            async (db, token) =>
            {
                await db.Set<SecretRow>().Where(s => s.Id == id).ExecuteDeleteAsync(token).ConfigureAwait(false);
                if (mine is not null)
                {
                    db.Add(mine);
                }

                return await db.SaveChangesAsync(token).ConfigureAwait(false);
            },
            cancellationToken
        );
    }

    private string Read(SecretRow row) => vault.Open(row, Hidden)[Field];

    private static string IdOf(string name) => $"channel/{name}";
}
