using FlowRuntime.Auditing;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library.Filing;

/// <summary>Folders and tags in the database.</summary>
internal sealed class BotFiling(IDbContextFactory<StudioDbContext> contexts, IWriteGate gate, TimeProvider time) : IBotFiling
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, BotPlace>> ListAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var rows = await db.Set<BotPlaceRow>().AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            return rows.ToDictionary(
                r => r.BotId,
                r => new BotPlace(r.Folder, r.Tags.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
                StringComparer.Ordinal
            );
        }
    }

    /// <inheritdoc/>
    public Task FileAsync(IReadOnlyDictionary<string, BotPlace> places, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(places);
        var wanted = places.ToDictionary(p => p.Key, p => p.Value.Tidy(), StringComparer.Ordinal);
        return gate.WriteAsync(
            async (db, token) =>
            {
                var ids = wanted.Keys.ToList();
                var bots = await db.Set<BotRow>().Where(b => ids.Contains(b.Id)).Select(b => b.Id).ToListAsync(token).ConfigureAwait(false);
                var rows = await db.Set<BotPlaceRow>()
                    .Where(p => ids.Contains(p.BotId))
                    .ToDictionaryAsync(p => p.BotId, token)
                    .ConfigureAwait(false);
                foreach (var id in bots)
                {
                    var row = rows.GetValueOrDefault(id) ?? db.Add(new BotPlaceRow { BotId = id, Folder = "", Tags = "" }).Entity;
                    (row.Folder, row.Tags) = (wanted[id].Folder, string.Join('\n', wanted[id].Tags));
                    db.Add(AuditRow.Of(time, "bot.filed", id, actor));
                }

                return await db.SaveChangesAsync(token).ConfigureAwait(false);
            },
            cancellationToken
        );
    }
}
