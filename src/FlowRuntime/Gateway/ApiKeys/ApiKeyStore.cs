using System.Security.Cryptography;
using System.Text;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Gateway.ApiKeys;

/// <summary>Keeps keys by their hash. Thread-safe.</summary>
internal sealed class ApiKeyStore(IDbContextFactory<StudioDbContext> contexts, IWriteGate gate, TimeProvider time)
{
    /// <summary>Keys longer than this are nobody's; hashing them would only cost time.</summary>
    private const int MaximumLength = 200;

    /// <summary>Stores a key unless it is known already.</summary>
    public Task<bool> AddAsync(string name, string key, IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        return gate.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<ApiKey>().AnyAsync(k => k.Hash == hash, token).ConfigureAwait(false))
                {
                    return false;
                }

                db.Add(
                    new ApiKey
                    {
                        Name = name,
                        Hash = hash,
                        Scopes = string.Join(' ', scopes),
                        CreatedAt = time.GetUtcNow(),
                    }
                );
                await db.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Looks a key up.</summary>
    public async Task<ApiKey?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > MaximumLength)
        {
            return null;
        }

        var hash = HashOf(key);
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await db.Set<ApiKey>()
                .AsNoTracking()
                .FirstOrDefaultAsync(k => k.Hash == hash, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // A key is long and random, so a plain hash is enough: nobody can guess it, and each request looks it up.
    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
