using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Connections;

/// <summary>Writes down the last use of connections twice a minute instead of with each call, and once more at the end.</summary>
internal sealed class ConnectionUseWriter(ConnectionUse use, IWriteGate gate, TimeProvider time) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await FlushAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync writes the rest.
        }
    }

    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        var pending = use.Pending();
        if (pending.Count == 0)
        {
            return;
        }

        await gate.WriteAsync(
                async (db, token) =>
                {
                    foreach (var (id, at) in pending)
                    {
                        await db.Set<ConnectionRow>()
                            .Where(c => c.Id == id)
                            .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastUsedAt, at), token)
                            .ConfigureAwait(false);
                    }

                    return pending.Count;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        use.Settle(pending);
    }
}
