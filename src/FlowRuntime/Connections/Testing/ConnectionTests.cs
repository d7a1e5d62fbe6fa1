using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Connections.Testing;

/// <summary>Tests stored connections and remembers what came of it. Thread-safe.</summary>
internal sealed partial class ConnectionTests(
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    ConnectionSource source,
    ConnectionProber prober,
    TimeProvider time,
    ILogger<ConnectionTests> logger
)
{
    /// <summary>Longest pause between tests of a connection that keeps failing.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>Tests a connection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="environment">The environment that binds it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null when there is no such connection.</returns>
    public async Task<ProbeResult?> RunAsync(string name, string environment, CancellationToken cancellationToken)
    {
        var row = await FindAsync(ConnectionTarget.IdOf(name, environment), cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            return null;
        }

        ProbeResult result;
        try
        {
            var connection = await source.ReopenAsync(name, environment, cancellationToken).ConfigureAwait(false);
            result = await prober.RunAsync(connection, ConnectionTarget.Of(row), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionRefusedException e) when (e.Code == "connection.missing")
        {
            return null;
        }
        catch (ConnectionRefusedException e)
        {
            result = new ProbeResult(false, e.Message) { Findings = [new ProbeFinding("refused", FindingLevel.Error, e.Message)] };
        }

        await NoteAsync(row, result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<ConnectionRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await db.Set<ConnectionRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task NoteAsync(ConnectionRow row, ProbeResult result, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var failed = result.Ok ? 0 : row.FailedTests + 1;
        var okAt = result.Ok ? at : row.LastOkAt;
        var next = row.NextProbeAt is null ? null : (DateTimeOffset?)(at + Pause(row.ProbeMinutes, failed));
        var message = result.Message.Length > 1_000 ? result.Message[..1_000] : result.Message;
        var findings = result.Findings.Count == 0 ? null : JsonSerializer.Serialize(result.Findings, ProbeJson.Default.IReadOnlyListProbeFinding);
        // By statement: a test is no change that an open form of an admin should stumble over.
        await gate.WriteAsync(
                (db, token) =>
                    db.Set<ConnectionRow>()
                        .Where(c => c.Id == row.Id)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(c => c.TestedAt, at)
                                    .SetProperty(c => c.TestOk, result.Ok)
                                    .SetProperty(c => c.TestMessage, message)
                                    .SetProperty(c => c.TestFindings, findings)
                                    .SetProperty(c => c.LastOkAt, okAt)
                                    .SetProperty(c => c.FailedTests, failed)
                                    .SetProperty(c => c.NextProbeAt, next),
                            token
                        ),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!result.Ok && failed == 1 && row.TestedAt is not null)
        {
            LogBroken(row.Id);
        }
        else if (result.Ok && row.FailedTests > 0)
        {
            LogWell(row.Id);
        }
    }

    /// <summary>Doubles with each test that fails.</summary>
    private static TimeSpan Pause(int minutes, int failed)
    {
        var pause = TimeSpan.FromMinutes(Math.Max(1, minutes)) * Math.Pow(2, Math.Min(failed, 10));
        return pause < LongestPause || failed == 0 ? pause : LongestPause;
    }

    [LoggerMessage(4120, LogLevel.Warning, "Connection {Id} does not work any more; see its test on the connections page.")]
    private partial void LogBroken(string id);

    [LoggerMessage(4121, LogLevel.Information, "Connection {Id} works again.")]
    private partial void LogWell(string id);
}
