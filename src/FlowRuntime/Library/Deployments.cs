using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library;

/// <summary>Reads and changes which version each environment runs.</summary>
internal static class Deployments
{
    /// <summary>Lists what every environment of the installation runs: <c>live</c> first, then by name.</summary>
    public static async Task<IReadOnlyList<Deployment>> ListAsync(StudioDbContext db, string botId, CancellationToken cancellationToken) =>
        await (
            from e in db.Set<EnvironmentRow>()
            join d in db.Set<DeploymentRow>().Where(d => d.BotId == botId) on e.Name equals d.Environment into found
            from d in found.DefaultIfEmpty()
            orderby e.Name != ConnectionEnvironment.Live, e.Name
            select new Deployment(
                e.Name,
                d == null ? null : d.Version,
                d == null ? null : d.Previous,
                d == null ? null : d.ChangedAt,
                d == null ? null : d.ChangedBy
            )
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Whether there is such an environment.</summary>
    public static Task<bool> HasAsync(StudioDbContext db, string environment, CancellationToken cancellationToken) =>
        db.Set<EnvironmentRow>().AnyAsync(e => e.Name == environment, cancellationToken);

    /// <summary>Points an environment to a version, or to none; the caller saves.</summary>
    public static async Task PointAsync(StudioDbContext db, BotAddress bot, int? version, AuditRow audit, CancellationToken cancellationToken)
    {
        var row = await db.Set<DeploymentRow>().FindAsync([bot.BotId, bot.Environment], cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            row = new DeploymentRow { BotId = bot.BotId, Environment = bot.Environment, ChangedBy = audit.Actor };
            db.Add(row);
        }

        if (row.Version != version)
        {
            (row.Version, row.Previous) = (version, row.Version ?? row.Previous);
            (row.ChangedAt, row.ChangedBy) = (audit.At, audit.Actor);
        }

        db.Add(audit);
    }
}
