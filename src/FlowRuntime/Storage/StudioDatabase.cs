using Microsoft.Data.Sqlite;

namespace FlowRuntime.Storage;

/// <summary>Where the database file is and how to open it. Thread-safe.</summary>
/// <param name="directory">The data directory, owned by this process.</param>
internal sealed class StudioDatabase(DataDirectoryLock directory)
{
    /// <summary>Connection string of the database file.</summary>
    public string ConnectionString { get; } =
        new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory.Folder, "studio.db"),
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = 30,
        }.ToString();

    /// <summary>Opens a connection for hand-written SQL; dispose it to give it back to the pool.</summary>
    /// <returns>An open session.</returns>
    public SqlSession Open() => new(ConnectionString);

    /// <summary>Opens the writer's connection. It is no pool's: closing it after a fault must end its transaction.</summary>
    /// <returns>An open session.</returns>
    public SqlSession OpenForWriting() =>
        new(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
}
