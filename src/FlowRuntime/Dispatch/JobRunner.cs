using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Connections;
using FlowRuntime.Conversations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>
/// Follows calls that outlived their turns: renews their leases, tells the visitor that it takes longer, puts results into
/// the inbox, and takes up again what a process left behind that is gone.
/// </summary>
internal sealed partial class JobRunner(
    Jobs jobs,
    DispatchQueue queue,
    IBotSource bots,
    IConnectionSource connections,
    ConversationEvents events,
    TimeProvider time,
    IOptions<DispatchOptions> options,
    ILogger<JobRunner> logger
) : BackgroundService
{
    /// <summary>Attempts after which a call is given up: something about it may be what ends the process.</summary>
    private const int MostAttempts = 5;

    private readonly ConcurrentDictionary<string, (Job Job, Task Following)> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Makes what stops a call.</summary>
    /// <returns>It; owned by the turn, then by the job.</returns>
    public JobCancellation NewCancellation() => new(options.Value.CallDeadline, time, _stopping.Token);

    /// <summary>Whether no more calls may go on alone, over one connection or in all.</summary>
    /// <param name="connection">Name of the connection.</param>
    /// <returns>True when the limit is reached.</returns>
    public bool IsFull(string connection) =>
        _running.Count >= options.Value.Jobs
        || (
            _running.Count >= options.Value.JobsPerConnection
            && _running.Values.Count(r => r.Job.Connection == connection) >= options.Value.JobsPerConnection
        );

    /// <summary>Calls that go on alone in this process.</summary>
    public int Running => _running.Count;

    /// <summary>Whether this process makes a call.</summary>
    /// <param name="effectKey">Key of the call.</param>
    /// <returns>True while it goes on.</returns>
    public bool IsFollowing(string effectKey) => _running.ContainsKey(effectKey);

    /// <summary>Follows a call whose row is committed.</summary>
    /// <param name="job">The job.</param>
    /// <param name="call">The call in progress.</param>
    /// <param name="cancellation">Stops it; freed at its end.</param>
    public void Follow(Job job, Task<CallResult> call, JobCancellation cancellation)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[job.Call.EffectKey] = (job, FollowAsync(begun.Task, job, call, cancellation));
        begun.SetResult();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        // A write whose other side cannot recognise it would end as effect.unknown: it may finish while there is time.
        var precious = _running
            .Values.Where(r => r.Job.Call is { Effect: EffectKind.Write, Idempotent: false })
            .Select(r => r.Following);
        await Task.WhenAny(Task.WhenAll(precious), Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values.Select(r => r.Following)).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var atStart = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var lapsed in await jobs.RenewAndTakeAsync(atStart, stoppingToken).ConfigureAwait(false))
                {
                    TakeUp(lapsed);
                }

                atStart = false;
                await Task.Delay(options.Value.JobLease / 3, time, stoppingToken).ConfigureAwait(false);
                foreach (var (job, _) in _running.Values)
                {
                    events.Publish(new ConversationEvent.Typing(job.ConversationId));
                }
            }
            catch (SqliteException e)
            {
                LogRenewing(e);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Follow owns the cancellation and frees it at the call's end.")]
    private void TakeUp(LapsedJob lapsed)
    {
        LogTakenUp(lapsed.Job.Call.EffectKey, lapsed.Job.Attempt);
        using var span = FlowTelemetry.Resume("flowstudio.job", ActivityKind.Consumer, TraceOf(lapsed));
        var cancellation = NewCancellation();
        Follow(lapsed.Job, RepeatAsync(lapsed, cancellation.Token), cancellation);
    }

    private static string? TraceOf(LapsedJob lapsed) =>
        lapsed.StateJson is null ? null : JsonSerializer.Deserialize(lapsed.StateJson, RunJson.Default.RunState)?.TraceParent;

    private async Task<CallResult> RepeatAsync(LapsedJob lapsed, CancellationToken cancellationToken)
    {
        if (lapsed.Job.Attempt > MostAttempts)
        {
            return GivenUp(lapsed.Job, "The process stopped again and again during this call.");
        }

        var bot = await bots
            .FindAsync(lapsed.Job.BotId, lapsed.BotVersion, cancellationToken)
            .ConfigureAwait(false);
        var state = lapsed.StateJson is null
            ? null
            : JsonSerializer.Deserialize(lapsed.StateJson, RunJson.Default.RunState);
        var key = lapsed.Job.Call.EffectKey;
        if (bot is null || state?.Frames.Exists(f => f.Bookmark is Bookmark.Job job && job.EffectKey == key) != true)
        {
            return GivenUp(lapsed.Job, "The run that made this call is not there any more.");
        }

        var host = new RepeatHost(
            lapsed.Conversation,
            time.GetUtcNow(),
            new LimitedConnections(connections.For(lapsed.Job.BotId), this),
            cancellationToken
        );
        return await bot.RepeatCallAsync(state, key, host, cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(Task begun, Job job, Task<CallResult> call, JobCancellation cancellation)
    {
        await begun.ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var interim = SendInterimAsync(job, ended.Token);
        // A call that does not listen to its token must hold up neither the run nor the end of the process.
        var result = await ResultOfAsync(job, call.WaitAsync(cancellation.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await interim.ConfigureAwait(false);
        if (result is not null)
        {
            await SettleAsync(job, result).ConfigureAwait(false);
        }

        _running.TryRemove(job.Call.EffectKey, out _);
        cancellation.Dispose();
    }

    /// <summary>The call's result; null when the process stops, and the next one takes it up.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a call throws, the run that waits for it must go on.")]
    private async Task<CallResult?> ResultOfAsync(Job job, Task<CallResult> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return _stopping.IsCancellationRequested
                ? null
                : GivenUp(job, $"The call took longer than {options.Value.CallDeadline.TotalMinutes:0} minutes.");
        }
        catch (Exception e)
        {
            LogFault(e, job.Call.NodeId, job.Call.EffectKey);
            return new CallResult(
                null,
                default,
                new NodeError("engine.unhandled", "The node failed in an unforeseen way; see the log.", Retryable: false)
            );
        }
    }

    private async Task SendInterimAsync(Job job, CancellationToken cancellationToken)
    {
        var text = options.Value.InterimText;
        if (job.InterimSent || text.Length == 0)
        {
            return;
        }

        try
        {
            var wait = job.StartedAt + options.Value.InterimDelay - time.GetUtcNow();
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
            await jobs.SendInterimAsync(job, text, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The result was there first, or the process stops.
        }
        catch (SqliteException e)
        {
            LogRenewing(e);
        }
    }

    private async Task SettleAsync(Job job, CallResult result)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await jobs.SettleAsync(job, result, () => queue.Wake(job.ConversationId), CancellationToken.None)
                    .ConfigureAwait(false);
                return;
            }
            catch (SqliteException e)
            {
                // The result must not be lost while this process lives: its lease is renewed meanwhile.
                LogRenewing(e);
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static CallResult GivenUp(Job job, string why) =>
        job.Call.Effect == EffectKind.Write
            ? new CallResult(
                null,
                default,
                new NodeError(
                    "effect.unknown",
                    $"{why} Whether it took effect is unknown: check there before sending it again.",
                    Retryable: false
                )
            )
            : new CallResult(null, default, new NodeError("job.lost", why, Retryable: true));

    [LoggerMessage(4101, LogLevel.Warning, "Taking up call {EffectKey} again, attempt {Attempt}.")]
    private partial void LogTakenUp(string effectKey, int attempt);

    [LoggerMessage(4102, LogLevel.Error, "Call {EffectKey} of node {NodeId} failed in an unforeseen way.")]
    private partial void LogFault(Exception exception, string nodeId, string effectKey);

    [LoggerMessage(4103, LogLevel.Error, "The database refused a write about running calls; trying again.")]
    private partial void LogRenewing(Exception exception);
}
