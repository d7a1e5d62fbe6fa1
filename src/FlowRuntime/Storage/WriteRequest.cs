using FlowEngine.Running;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Storage;

/// <summary>Something that waits for its turn at the writer.</summary>
internal abstract class WriteRequest
{
    /// <summary>Answers the caller after the commit.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that nothing was written.</summary>
    /// <param name="error">Why.</param>
    public abstract void Fail(Exception error);
}

/// <summary>A unit of hand-written SQL; many share one commit.</summary>
internal abstract class SqlRequest : WriteRequest
{
    /// <summary>Trace of whoever asked: the writer works on a thread of its own.</summary>
    public string? TraceParent { get; } = FlowTelemetry.TraceParent;

    /// <summary>Writes, inside the writer's transaction.</summary>
    /// <param name="unit">The transaction as this unit sees it.</param>
    public abstract void Run(WriteUnit unit);
}

/// <inheritdoc/>
internal sealed class SqlRequest<T>(Func<WriteUnit, T> work, CancellationToken cancellationToken) : SqlRequest
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!; // Set by Run before anybody reads it.

    public Task<T> Answer => _answer.Task;

    public override void Run(WriteUnit unit)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _result = work(unit);
    }

    public override void Complete() => _answer.TrySetResult(_result);

    public override void Fail(Exception error) => _answer.TrySetException(error);
}

/// <summary>A unit of EF Core work with a commit of its own.</summary>
internal abstract class EntityRequest : WriteRequest
{
    /// <summary>Writes and commits.</summary>
    /// <param name="contexts">Where contexts come from.</param>
    /// <returns>When committed.</returns>
    public abstract Task RunAsync(IDbContextFactory<StudioDbContext> contexts);
}

/// <inheritdoc/>
internal sealed class EntityRequest<T>(
    Func<StudioDbContext, CancellationToken, Task<T>> work,
    CancellationToken cancellationToken
) : EntityRequest
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!; // Set by RunAsync before anybody reads it.

    public Task<T> Answer => _answer.Task;

    public override async Task RunAsync(IDbContextFactory<StudioDbContext> contexts)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                _result = await work(context, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override void Complete() => _answer.TrySetResult(_result);

    public override void Fail(Exception error) => _answer.TrySetException(error);
}
