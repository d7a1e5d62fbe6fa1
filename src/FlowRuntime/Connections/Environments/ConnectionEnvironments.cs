using System.Text.RegularExpressions;
using FlowEngine.Definition;
using FlowRuntime.Auditing;
using FlowRuntime.Library;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Connections;

/// <summary>Keeps the environments.</summary>
internal sealed partial class ConnectionEnvironments(
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    ConnectionSource source,
    TimeProvider time
) : IConnectionEnvironments
{
    public async Task<IReadOnlyList<ConnectionEnvironment>> ListAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await db.Set<EnvironmentRow>()
                .OrderBy(e => e.Name != ConnectionEnvironment.Live)
                .ThenBy(e => e.Name)
                .Select(e => new ConnectionEnvironment(
                    e.Name,
                    e.FallsBack,
                    db.Set<ConnectionRow>().Count(c => c.Environment == e.Name)
                ))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<Problem>> SaveAsync(string name, bool fallsBack, string actor, CancellationToken cancellationToken)
    {
        if (!Name().IsMatch(name))
        {
            return [ConnectionRules.Error("environment.name", "/name", "A name has small letters, digits and hyphens, for example staging.")];
        }

        if (name == ConnectionEnvironment.Live && fallsBack)
        {
            return [ConnectionRules.Error("environment.live", "/fallsBack", "The environment live has nothing to fall back to.")];
        }

        await gate.WriteAsync(
                async (db, token) =>
                {
                    var row = await db.Set<EnvironmentRow>().FindAsync([name], token).ConfigureAwait(false);
                    if (row is null)
                    {
                        row = new EnvironmentRow { Name = name };
                        db.Add(row);
                    }

                    row.FallsBack = fallsBack;
                    db.Add(Audit("environment.saved", name, actor));
                    return await db.SaveChangesAsync(token).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        source.ForgetAll();
        return [];
    }

    public async Task<IReadOnlyList<Problem>> RemoveAsync(string name, string actor, CancellationToken cancellationToken)
    {
        if (name == ConnectionEnvironment.Live)
        {
            return [ConnectionRules.Error("environment.live", "", "The environment live cannot be removed: published bots use it.")];
        }

        var problem = await gate.WriteAsync<Problem?>(
                async (db, token) =>
                {
                    if (await db.Set<EnvironmentRow>().FindAsync([name], token).ConfigureAwait(false) is not { } row)
                    {
                        return ConnectionRules.Error("environment.missing", "", $"There is no environment {name}.");
                    }

                    if (await db.Set<ConnectionRow>().CountAsync(c => c.Environment == name, token).ConfigureAwait(false) is > 0 and var count)
                    {
                        return ConnectionRules.Error("environment.used", "", $"The environment {name} still binds {count} connections. Delete them there first.");
                    }

                    var runs = db.Set<DeploymentRow>().Where(d => d.Environment == name);
                    if (await runs.CountAsync(d => d.Version != null, token).ConfigureAwait(false) is > 0 and var bots)
                    {
                        return ConnectionRules.Error("environment.used", "", $"The environment {name} still runs {bots} bots. Take them offline there first.");
                    }

                    await runs.ExecuteDeleteAsync(token).ConfigureAwait(false);
                    db.Remove(row);
                    db.Add(Audit("environment.removed", name, actor));
                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                    return null;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        source.ForgetAll();
        return problem is null ? [] : [problem];
    }

    private AuditRow Audit(string action, string subject, string actor) => AuditRow.Of(time, action, subject, actor);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
