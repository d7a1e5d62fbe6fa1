using Connectors.Sql.Postgres;
using Connectors.Sql.Sqlite;
using FlowEngine.Connecting;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace Connectors.Sql.Running;

/// <summary>Runs statements against the database that a connection names. Thread-safe.</summary>
internal sealed partial class SqlRunner(PostgresDatabase postgres, SqliteDatabase sqlite, TimeProvider time, ILogger<SqlRunner> logger)
{
    /// <summary>Runs one statement.</summary>
    /// <param name="context">The run.</param>
    /// <param name="call">The statement.</param>
    /// <param name="cancellationToken">Cancels the run; passes through as an exception.</param>
    /// <returns>What came of it.</returns>
    public async ValueTask<SqlOutcome> RunAsync(NodeContext context, SqlCall call, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(context.Connection, call, cancellationToken).ConfigureAwait(false);
        if (outcome is SqlOutcome.Failed { Error.Code: var code })
        {
            LogFailed(context.NodeId, code, context.Connection.Name);
        }

        return outcome;
    }

    /// <summary>Runs one statement.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="call">The statement.</param>
    /// <param name="cancellationToken">Cancels the run; passes through as an exception.</param>
    /// <returns>What came of it.</returns>
    public async ValueTask<SqlOutcome> RunAsync(IConnection connection, SqlCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(call.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return SqlSettings.Read(connection.Settings) switch
            {
                SqlSettings.Server server => await postgres.RunAsync(connection, server, call, either.Token).ConfigureAwait(false),
                SqlSettings.File file => await sqlite.RunAsync(file, call, either.Token).ConfigureAwait(false),
                _ => throw new InvalidOperationException("A database is a server or a file."),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SqlOutcome.Failed(SqlErrors.TimedOut(call));
        }
        catch (SqlSizeException)
        {
            return new SqlOutcome.Failed(SqlErrors.TooLarge(call));
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Node {NodeId} failed with {Code} at the database of connection {Connection}.")]
    private partial void LogFailed(string nodeId, string code, string connection);
}
