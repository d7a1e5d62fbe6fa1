using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Storage;

/// <summary>
/// The one writer of the process. Units of hand-written SQL that wait at the same time share a transaction and one flush
/// to the disk. When one of them fails, all are done again with a savepoint each, so that it does not harm the others.
/// Thread-safe.
/// </summary>
internal sealed class StudioWriter : IWriteGate, IAsyncDisposable
{
    /// <summary>Most units in one commit: bounds how long the first of them waits for the last.</summary>
    private const int MostInOneCommit = 256;

    private readonly Channel<WriteRequest> _queue = Channel.CreateUnbounded<WriteRequest>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    private readonly IDbContextFactory<StudioDbContext> _contexts;
    private readonly StudioDatabase _database;
    private readonly Task _loop;
    private SqlSession? _session;

    public StudioWriter(IDbContextFactory<StudioDbContext> contexts, StudioDatabase database)
    {
        (_contexts, _database) = (contexts, database);
        _loop = LoopAsync();
    }

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(
        Func<StudioDbContext, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        var request = new EntityRequest<T>(work, cancellationToken);
        Enqueue(request);
        return request.Answer;
    }

    /// <summary>Runs a short unit of hand-written SQL in a transaction shared with others.</summary>
    /// <param name="work">
    /// Reads and writes; runs on the writer, must not wait for anything. It may run twice, the first time rolled back: what
    /// it changes besides the database belongs into <see cref="WriteUnit.AfterCommit"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <returns>What the work returned, once it is on the disk.</returns>
    public Task<T> CommitAsync<T>(Func<WriteUnit, T> work, CancellationToken cancellationToken)
    {
        var request = new SqlRequest<T>(work, cancellationToken);
        Enqueue(request);
        return request.Answer;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _session?.Dispose();
    }

    private void Enqueue(WriteRequest request) =>
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(request), this);

    private async Task LoopAsync()
    {
        var batch = new List<SqlRequest>(MostInOneCommit);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MostInOneCommit && _queue.Reader.TryPeek(out var next) && next is SqlRequest unit)
            {
                _queue.Reader.TryRead(out _);
                batch.Add(unit);
            }

            if (batch.Count > 0)
            {
                CommitTogether(batch);
                batch.Clear();
            }
            else if (_queue.Reader.TryRead(out var single))
            {
                await RunAsync((EntityRequest)single).ConfigureAwait(false);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is the caller's to handle; it gets it.")]
    private async Task RunAsync(EntityRequest request)
    {
        try
        {
            await request.RunAsync(_contexts).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            request.Fail(e);
            return;
        }

        request.Complete();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is the callers' to handle; they get it.")]
    private void CommitTogether(List<SqlRequest> batch)
    {
        var done = new List<(SqlRequest Request, WriteUnit Unit)>(batch.Count);
        try
        {
            _session ??= _database.OpenForWriting();
            _session.Execute("BEGIN IMMEDIATE");
            if (!TryRunTogether(_session, batch, done))
            {
                _session.Execute("ROLLBACK");
                _session.Execute("BEGIN IMMEDIATE");
                done.Clear();
                RunApart(_session, batch, done);
            }

            _session.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // The connection is in an unknown state (disk full, file gone): start afresh with the next batch.
            _session?.Dispose();
            _session = null;
            batch.ForEach(request => request.Fail(e));
            return;
        }

        foreach (var (request, unit) in done)
        {
            unit.Committed();
            request.Complete();
        }
    }

    /// <summary>Runs all units without a savepoint: copying each page before every unit costs more than the units do.</summary>
    /// <returns>False when one failed: nothing of the transaction may be kept.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong shows again when the unit runs on its own.")]
    private static bool TryRunTogether(SqlSession session, List<SqlRequest> batch, List<(SqlRequest Request, WriteUnit Unit)> done)
    {
        try
        {
            foreach (var request in batch)
            {
                done.Add((request, Run(session, request)));
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is the caller's to handle; it gets it.")]
    private static void RunApart(SqlSession session, List<SqlRequest> batch, List<(SqlRequest Request, WriteUnit Unit)> done)
    {
        foreach (var request in batch)
        {
            session.Execute("SAVEPOINT unit");
            try
            {
                done.Add((request, Run(session, request)));
            }
            catch (Exception e)
            {
                session.Execute("ROLLBACK TO unit");
                request.Fail(e);
            }

            session.Execute("RELEASE unit");
        }
    }

    private static WriteUnit Run(SqlSession session, SqlRequest request)
    {
        var unit = new WriteUnit(session);
        session.TraceParent = request.TraceParent;
        request.Run(unit);
        return unit;
    }
}
