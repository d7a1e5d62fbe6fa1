using FlowRuntime.Auditing;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Credentials.Rotation;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Connections.Testing;

/// <summary>Once a minute: tests what is due, warns of credentials that end soon, destroys those that were replaced.</summary>
internal sealed partial class ConnectionWatch(
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    ConnectionTests tests,
    CredentialRotation rotation,
    TimeProvider time,
    ILogger<ConnectionWatch> logger
) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Most tests in a minute: the rest keeps until the next one.</summary>
    private const int MostTests = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await rotation.DestroyPreviousAsync(cancellationToken).ConfigureAwait(false);
        await WarnAsync(cancellationToken).ConfigureAwait(false);
        var due = await DueAsync(cancellationToken).ConfigureAwait(false);
        await Parallel
            .ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
                async (c, token) => await tests.RunAsync(c.Name, c.Environment, token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
    }

    private async Task<List<(string Name, string Environment)>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var due = await db.Set<ConnectionRow>()
                .Where(c => c.NextProbeAt <= now)
                .OrderBy(c => c.NextProbeAt)
                .Take(MostTests)
                .Select(c => new { c.Name, c.Environment })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. due.Select(c => (c.Name, c.Environment))];
        }
    }

    private async Task WarnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        List<(string Id, CredentialExpiry Expiry)> ending;
        await using (db.ConfigureAwait(false))
        {
            var rows = await (
                from c in db.Set<ConnectionRow>()
                where c.WarnedAt == null
                join t in db.Set<OAuthTokenRow>() on c.Id equals t.ConnectionId into issued
                from t in issued.DefaultIfEmpty()
                where c.CredentialExpiresAt != null || c.CertificateEndsAt != null || (t != null && t.ExpiresAt != null && !t.CanRenew)
                select new { Connection = c, Tokens = t }
            )
                .AsNoTracking()
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            ending =
            [
                .. rows.Select(r => (r.Connection.Id, Expiry: ConnectionSummaries.Expiry(r.Connection, r.Tokens, now)))
                    .Where(r => r.Expiry is { IsSoon: true })
                    .Select(r => (r.Id, r.Expiry!)), // filtered above
            ];
        }

        if (ending.Count == 0)
        {
            return;
        }

        var ids = ending.ConvertAll(e => e.Id);
        await gate.WriteAsync(
                async (write, token) =>
                {
                    write.AddRange(ids.Select(id => AuditRow.Of(time, "connection.credentialEnds", id, "system")));
                    await write.SaveChangesAsync(token).ConfigureAwait(false);
                    return await write.Set<ConnectionRow>()
                        .Where(c => ids.Contains(c.Id))
                        .ExecuteUpdateAsync(set => set.SetProperty(c => c.WarnedAt, now), token)
                        .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var (id, expiry) in ending)
        {
            LogEnding(id, expiry.At);
        }
    }

    [LoggerMessage(4122, LogLevel.Warning, "The credential of connection {Id} ends at {At}. Stage the next one on the connections page.")]
    private partial void LogEnding(string id, DateTimeOffset at);
}
