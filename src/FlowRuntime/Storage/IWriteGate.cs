namespace FlowRuntime.Storage;

/// <summary>
/// The one way to write: SQLite has one writer at a time, so every write of the process queues here instead of at the
/// file's lock. Thread-safe. Never call an entry from inside an entry.
/// </summary>
public interface IWriteGate
{
    /// <summary>Runs a short unit of work with EF Core in one transaction.</summary>
    /// <param name="work">Reads and writes; must not call anything outside the database.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <returns>What the work returned, after the commit.</returns>
    Task<T> WriteAsync<T>(
        Func<StudioDbContext, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    );
}
