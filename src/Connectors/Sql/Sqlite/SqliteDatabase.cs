using Connectors.Sql.Running;
using FlowEngine.Connecting;
using FlowEngine.Running;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Connectors.Sql.Sqlite;

/// <summary>
/// Runs statements on SQLite files. A file is opened for one call, so that one which is replaced is seen, and never made.
/// A query opens it for reading only.
/// </summary>
internal sealed class SqliteDatabase(SqlFiles files) : IDisposable
{
    /// <summary>Statements that run at once; each holds a thread while it runs.</summary>
    private const int MaxAtOnce = 8;

    private readonly SemaphoreSlim _room = new(MaxAtOnce);

    /// <summary>Runs one statement.</summary>
    /// <param name="file">The file.</param>
    /// <param name="call">The statement.</param>
    /// <param name="cancellationToken">Gives up; ends the statement, too.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ConnectionRefusedException">The file may not be opened.</exception>
    public async Task<SqlOutcome> RunAsync(SqlSettings.File file, SqlCall call, CancellationToken cancellationToken)
    {
        var path = files.Find(file.Path);
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // SQLite works on the thread that calls it; the run's own thread must stay free.
            return await Task.Run(() => Run(path, call, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private static SqlOutcome Run(string path, SqlCall call, CancellationToken cancellationToken)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = call.Changes ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
                Pooling = false,
                ForeignKeys = true,
            }.ToString()
        );
        try
        {
            connection.Open();
            using var session = new SqliteSession(connection.Handle!, call.Changes, cancellationToken); // an open connection has a handle
            return session.Run(call);
        }
        catch (SqliteException e)
        {
            return new SqlOutcome.Failed(SqliteErrors.From(e.SqliteErrorCode, e.SqliteExtendedErrorCode, e.Message));
        }
        catch (SqliteFailure e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new SqlOutcome.Failed(e.Error);
        }
    }
}
