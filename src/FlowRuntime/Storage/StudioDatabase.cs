using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.Storage;

/// <summary>Where the database file is and how to open it. Thread-safe.</summary>
/// <param name="directory">The data directory, owned by this process.</param>
internal sealed class StudioDatabase(DataDirectoryLock directory) : IDisposable
{
    /// <summary>Sessions that wait open for the next reader.</summary>
    private const int MostIdle = 16;

    private readonly ConcurrentBag<SqlSession> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Connection string of the database file.</summary>
    public string ConnectionString { get; } =
        new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory.Folder, "studio.db"),
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = 30,
        }.ToString();

    /// <summary>Opens a session for hand-written SQL; dispose it to give it back, with its prepared statements.</summary>
    /// <returns>An open session.</returns>
    public SqlSession Open() => _idle.TryTake(out var idle) ? idle : new SqlSession(ConnectionString) { GiveBack = Keep };

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var idle))
        {
            idle.Close();
        }
    }

    private bool Keep(SqlSession session)
    {
        if (_isDisposed || _idle.Count >= MostIdle)
        {
            return false;
        }

        _idle.Add(session);
        return true;
    }

    /// <summary>Opens the writer's connection. It is no pool's: closing it after a fault must end its transaction.</summary>
    /// <returns>An open session.</returns>
    public SqlSession OpenForWriting() =>
        new(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
}
