using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Credentials;

/// <summary>
/// Opens the vault at the start: refuses to start without the keys of the stored secrets, and after a key rotation wraps
/// the data keys of older secrets anew.
/// </summary>
internal sealed partial class VaultStart(
    VaultKeys keys,
    SecretVault vault,
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    ILogger<VaultStart> logger
) : IHostedLifecycleService
{
    // Before any service starts: one of them may want a connection at once.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var used = await KeysInUseAsync(cancellationToken).ConfigureAwait(false);
        var ring = keys.Load(hasSecrets: used.Count > 0);
        if (used.FirstOrDefault(id => !ring.Has(id)) is { } missing)
        {
            throw new VaultException(
                $"The vault has the wrong key: stored secrets were sealed with key {missing}, and it has only key {ring.CurrentId}. Restore the key file or {VaultOptions.SectionName}:{nameof(VaultOptions.Key)}; for a rotation keep the old key behind the new one."
            );
        }

        if (used.Any(id => id != ring.CurrentId))
        {
            var count = await gate.WriteAsync((db, token) => RewrapAsync(db, ring.CurrentId, token), cancellationToken)
                .ConfigureAwait(false);
            LogRotated(count, ring.CurrentId);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<List<string>> KeysInUseAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var rows = await db.Set<SecretRow>().AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(r => r.KeyId).Distinct(StringComparer.Ordinal)];
        }
    }

    private async Task<int> RewrapAsync(StudioDbContext db, string currentId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<SecretRow>().ToListAsync(cancellationToken).ConfigureAwait(false);
        var old = rows.Where(r => r.KeyId != currentId).ToList();
        old.ForEach(vault.Rewrap);
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return old.Count;
    }

    [LoggerMessage(4004, LogLevel.Information, "Wrapped the data keys of {Count} secrets with the vault's new key {KeyId}; the old key is not needed any more.")]
    private partial void LogRotated(int count, string keyId);
}
