using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Validation;
using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using FlowRuntime.Learning;
using FlowRuntime.Learning.NotUnderstood;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library;

/// <summary>Drafts and versions in the database. Reads run beside each other; writes go through the gate one by one.</summary>
internal sealed class FlowLibrary(
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    NodeCatalog catalog,
    BundleValidator validator,
    LiveVersions live,
    DraftNews drafts,
    TimeProvider time
) : IFlowLibrary
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<BotSummary>> ListAsync(CancellationToken cancellationToken) =>
        ReadAsync(DraftQueries.ListAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<BotDraft?> FindAsync(string botId, CancellationToken cancellationToken) =>
        ReadAsync((db, token) => DraftQueries.FindAsync(db, botId, token), cancellationToken);

    /// <inheritdoc/>
    public async Task<SaveResult> SaveAsync(BotBundle bundle, string? expectedETag, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var save = new BundleSave(bundle, catalog, actor, time.GetUtcNow());
        var saved = await gate.WriteAsync((db, token) => save.ApplyAsync(db, expectedETag, token), cancellationToken).ConfigureAwait(false);
        if (saved.Saved)
        {
            drafts.Changed(bundle.Bot.Id);
        }

        return saved;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string botId, string actor, CancellationToken cancellationToken)
    {
        var addresses = (await ListDeploymentsAsync(botId, cancellationToken).ConfigureAwait(false)).Select(d => new BotAddress(botId, d.Environment));
        var deleted = await gate.WriteAsync(
            async (db, token) =>
            {
                // Flows, tests and what environments run go with the bot (cascade); versions stay for the runs that are pinned to them.
                var removed = await db.Set<BotRow>().Where(b => b.Id == botId).ExecuteDeleteAsync(token).ConfigureAwait(false);
                if (removed == 0)
                {
                    return false;
                }

                await db.Set<NotUnderstoodRow>().Where(m => m.BotId == botId).ExecuteDeleteAsync(token).ConfigureAwait(false);
                await db.Set<IntentModelUseRow>()
                    .Where(u => u.BotId == botId && u.Version == IntentModelUseRow.Draft)
                    .ExecuteDeleteAsync(token)
                    .ConfigureAwait(false);
                db.Add(Audit("bot.deleted", botId, actor));
                await db.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        ).ConfigureAwait(false);
        if (deleted)
        {
            foreach (var address in addresses)
            {
                live.Changed(address.ToString());
            }
        }

        return deleted;
    }

    /// <inheritdoc/>
    public Task<FlowDraft?> FindFlowAsync(string botId, string flowId, CancellationToken cancellationToken) =>
        ReadAsync(
            async (db, token) =>
            {
                var row = await db.Set<FlowRow>()
                    .AsNoTracking()
                    .SingleOrDefaultAsync(f => f.BotId == botId && f.Id == flowId, token)
                    .ConfigureAwait(false);
                return row is null ? null : DraftQueries.Draft(row);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<FlowSaveResult> SaveFlowAsync(
        string botId,
        FlowDefinition flow,
        long expectedRevision,
        string actor,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(flow);
        var save = new FlowSave(botId, flow, catalog, actor, time.GetUtcNow());
        return gate.WriteAsync((db, token) => save.ApplyAsync(db, expectedRevision, token), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteFlowAsync(string botId, string flowId, string actor, CancellationToken cancellationToken) =>
        gate.WriteAsync(
            async (db, token) =>
            {
                var bot = await db.Set<BotRow>().SingleOrDefaultAsync(b => b.Id == botId, token).ConfigureAwait(false);
                var flows = db.Set<FlowRow>().Where(f => f.BotId == botId && f.Id == flowId);
                if (bot is null || await flows.ExecuteDeleteAsync(token).ConfigureAwait(false) == 0)
                {
                    return false;
                }

                DraftMark.Changed(bot, actor, time.GetUtcNow());
                db.Add(Audit("flow.deleted", $"{botId}/{flowId}", actor));
                await db.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Validate(BotBundle bundle) => validator.Validate(bundle);

    /// <inheritdoc/>
    public async Task<PublishResult?> PublishAsync(string botId, string environment, string actor, CancellationToken cancellationToken)
    {
        if (!await ReadAsync((db, token) => Deployments.HasAsync(db, environment, token), cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        // Validating takes a while and must not hold the one writer up: it is done on a snapshot, and again when somebody
        // saved meanwhile. Each round is caused by another's progress.
        var bot = new BotAddress(botId, environment);
        while (true)
        {
            if (await FindAsync(botId, cancellationToken).ConfigureAwait(false) is not { } draft)
            {
                return null;
            }

            var problems = Validate(draft.Bundle);
            if (problems.Any(p => p.Severity == ProblemSeverity.Error))
            {
                return new PublishResult(null, problems);
            }

            var frozen = BundleDocument.Write(draft.Bundle, catalog);
            var version = await gate.WriteAsync(
                    (db, token) => FreezeAsync(db, bot, draft.ETag, frozen, actor, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (version is not null)
            {
                live.Changed(bot.ToString());
                return new PublishResult(version, problems);
            }
        }
    }

    /// <inheritdoc/>
    public Task<PublishResult?> PublishAsync(string botId, string actor, CancellationToken cancellationToken) =>
        PublishAsync(botId, ConnectionEnvironment.Live, actor, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> DeployAsync(string botId, string environment, int? version, string actor, CancellationToken cancellationToken)
    {
        var bot = new BotAddress(botId, environment);
        var isSet = await gate.WriteAsync(
                async (db, token) =>
                {
                    var exists =
                        await db.Set<BotRow>().AnyAsync(b => b.Id == botId, token).ConfigureAwait(false)
                        && await Deployments.HasAsync(db, environment, token).ConfigureAwait(false)
                        && (
                            version is null
                            || await db.Set<VersionRow>().AnyAsync(v => v.BotId == botId && v.Version == version, token).ConfigureAwait(false)
                        );
                    if (!exists)
                    {
                        return false;
                    }

                    var audit =
                        version is null ? Audit("bot.unpublished", $"{bot}", actor)
                        : Audit(bot.IsLive ? "bot.live" : "bot.deployed", $"{bot}/{version}", actor);
                    await Deployments.PointAsync(db, bot, version, audit, token).ConfigureAwait(false);
                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (isSet)
        {
            live.Changed(bot.ToString());
        }

        return isSet;
    }

    /// <inheritdoc/>
    public Task<bool> SetLiveAsync(string botId, int? version, string actor, CancellationToken cancellationToken) =>
        DeployAsync(botId, ConnectionEnvironment.Live, version, actor, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Deployment>> ListDeploymentsAsync(string botId, CancellationToken cancellationToken) =>
        ReadAsync((db, token) => Deployments.ListAsync(db, botId, token), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VersionSummary>> ListVersionsAsync(string botId, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<VersionSummary>>(
            async (db, token) =>
            {
                var runs = (await Deployments.ListAsync(db, botId, token).ConfigureAwait(false)).ToLookup(d => d.Version, d => d.Environment);
                var versions = await db.Set<VersionRow>()
                    .Where(v => v.BotId == botId)
                    .OrderByDescending(v => v.Version)
                    .Select(v => new
                    {
                        v.Version,
                        v.PublishedAt,
                        v.PublishedBy,
                        Name = db.Set<VersionNameRow>()
                            .Where(n => n.BotId == v.BotId && n.Version == v.Version)
                            .Select(n => n.Name)
                            .FirstOrDefault(),
                    })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return
                [
                    .. versions.Select(v => new VersionSummary(
                        v.Version,
                        v.PublishedAt,
                        v.PublishedBy,
                        runs[v.Version].Contains(ConnectionEnvironment.Live, StringComparer.Ordinal),
                        v.Name,
                        [.. runs[v.Version]]
                    )),
                ];
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<bool> NameVersionAsync(string botId, int version, string? name, string actor, CancellationToken cancellationToken)
    {
        var kept = name?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, IFlowLibrary.LongestVersionName)] : null;
        return gate.WriteAsync(
            async (db, token) =>
            {
                if (!await db.Set<VersionRow>().AnyAsync(v => v.BotId == botId && v.Version == version, token).ConfigureAwait(false))
                {
                    return false;
                }

                var row = await db.Set<VersionNameRow>()
                    .SingleOrDefaultAsync(n => n.BotId == botId && n.Version == version, token)
                    .ConfigureAwait(false);
                Rename(db, row, kept is null ? null : new VersionNameRow { BotId = botId, Version = version, Name = kept });
                db.Add(Audit("version.named", $"{botId}/{version}", actor));
                await db.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<BotBundle?> FindVersionAsync(string botId, int version, CancellationToken cancellationToken) =>
        ReadAsync(
            async (db, token) =>
            {
                var frozen = await db.Set<VersionRow>()
                    .Where(v => v.BotId == botId && v.Version == version)
                    .Select(v => v.Bundle)
                    .SingleOrDefaultAsync(token)
                    .ConfigureAwait(false);
                return frozen is null ? null : StoredDocument.Value(BundleDocument.Read(frozen), $"version {version} of bot {botId}");
            },
            cancellationToken
        );

    private static void Rename(StudioDbContext db, VersionNameRow? before, VersionNameRow? after)
    {
        if (before is not null && after is not null)
        {
            before.Name = after.Name;
        }
        else if (before is not null)
        {
            db.Remove(before);
        }
        else if (after is not null)
        {
            db.Add(after);
        }
    }

    private async Task<int?> FreezeAsync(
        StudioDbContext db,
        BotAddress bot,
        string etag,
        byte[] frozen,
        string actor,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Set<BotRow>().AnyAsync(b => b.Id == bot.BotId && b.ETag == etag, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        // Numbers go on where an earlier bot of this id ended: its versions may still be running.
        var latest = await db.Set<VersionRow>()
            .Where(v => v.BotId == bot.BotId)
            .MaxAsync(v => (int?)v.Version, cancellationToken)
            .ConfigureAwait(false);
        var row = new VersionRow
        {
            BotId = bot.BotId,
            Version = (latest ?? 0) + 1,
            Bundle = frozen,
            ETag = etag,
            PublishedAt = time.GetUtcNow(),
            PublishedBy = actor,
        };
        db.Add(row);
        var audit = Audit("bot.published", $"{bot}/{row.Version}", actor);
        await Deployments.PointAsync(db, bot, row.Version, audit, cancellationToken).ConfigureAwait(false);
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return row.Version;
    }

    private AuditRow Audit(string action, string subject, string actor) => AuditRow.Of(time, action, subject, actor);

    private async Task<T> ReadAsync<T>(Func<StudioDbContext, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await read(db, cancellationToken).ConfigureAwait(false);
        }
    }
}
