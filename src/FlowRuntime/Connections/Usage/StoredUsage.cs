using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Connections.Usage;

/// <summary>Reads the uses out of the stored documents, by one statement.</summary>
internal sealed class StoredUsage(IDbContextFactory<StudioDbContext> contexts) : IConnectionUsage
{
    public async Task<IReadOnlyList<ConnectionUsage>> ListAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            // Documents are stored as bytes; the functions of JSON want text.
            var rows = await db
                .Database.SqlQuery<Row>(
                    $"""
                    SELECT json_extract(n.value, '$.config.connection') AS Connection, b.Id AS BotId, b.Name AS BotName,
                        f.Id AS FlowId, f.Name AS FlowName, 1 AS InDraft
                    FROM FlowDrafts f JOIN Bots b ON b.Id = f.BotId, json_each(CAST(f.Document AS TEXT), '$.nodes') n
                    WHERE json_type(n.value, '$.config.connection') = 'text'
                    UNION
                    SELECT json_extract(n.value, '$.config.connection'), b.Id, b.Name,
                        f.key, COALESCE(json_extract(f.value, '$.name'), f.key), 0
                    FROM BotVersions v JOIN Deployments d ON d.BotId = v.BotId AND d.Version = v.Version JOIN Bots b ON b.Id = v.BotId,
                        json_each(CAST(v.Bundle AS TEXT), '$.flows') f, json_each(f.value, '$.nodes') n
                    WHERE json_type(n.value, '$.config.connection') = 'text'
                    """
                )
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return
            [
                .. rows.GroupBy(r => (r.Connection, r.BotId, r.FlowId))
                    .Select(g => new ConnectionUsage(
                        g.Key.Connection,
                        g.Key.BotId,
                        g.First().BotName,
                        g.Key.FlowId,
                        g.OrderByDescending(r => r.InDraft).First().FlowName,
                        g.Any(r => r.InDraft),
                        g.Any(r => !r.InDraft)
                    ))
                    .OrderBy(u => u.Connection, StringComparer.Ordinal)
                    .ThenBy(u => u.BotId, StringComparer.Ordinal)
                    .ThenBy(u => u.FlowId, StringComparer.Ordinal),
            ];
        }
    }

    private sealed record Row(string Connection, string BotId, string BotName, string FlowId, string FlowName, bool InDraft);
}
