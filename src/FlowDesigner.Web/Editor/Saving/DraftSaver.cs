using System.Data.Common;
using FlowEngine.Comparing;
using FlowRuntime.Library;
using Microsoft.EntityFrameworkCore;

namespace FlowDesigner.Web.Editor.Saving;

/// <summary>
/// Saves the draft a moment after the latest change, one save at a time. Never overwrites what somebody else saved: it is
/// merged, and where both changed the same thing it becomes <see cref="SaveStatus.Stale"/> until the person has chosen.
/// </summary>
internal sealed partial class DraftSaver : IAsyncDisposable
{
    /// <summary>Quiet time after the latest change.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(800);

    /// <summary>Longest time that a browser which does not answer holds up a save.</summary>
    public static readonly TimeSpan LongestRemembering = TimeSpan.FromSeconds(2);

    /// <summary>Time until a failed save is tried again.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, MergeSide> Undecided = [];

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly EditorState _state;
    private readonly IFlowLibrary _library;
    private readonly SaveTarget _target;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private long _scheduled;
    private bool _disposed;

    /// <summary>Starts watching the state.</summary>
    /// <param name="state">What is edited.</param>
    /// <param name="library">Where drafts live.</param>
    /// <param name="target">Which draft, and who saves.</param>
    /// <param name="time">The clock of the delay.</param>
    /// <param name="onCircuit">Runs work where the state may be touched.</param>
    /// <param name="logger">Hears of failed saves.</param>
    public DraftSaver(
        EditorState state,
        IFlowLibrary library,
        SaveTarget target,
        TimeProvider time,
        Func<Func<Task>, Task> onCircuit,
        ILogger logger
    )
    {
        (_state, _library, _target, _time, _logger) = (state, library, target, time, logger);
        _scheduled = state.Change;
        _timer = time.CreateTimer(
            _ => _ = onCircuit(() => SaveAsync(CancellationToken.None)),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _state.Changed += OnChanged;
    }

    /// <summary>Tells the browser what is about to be saved; null for nothing.</summary>
    public Func<Task>? Remember { get; set; }

    /// <summary>Saves at once what is not saved yet.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when the draft holds everything.</returns>
    public async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        if (_disposed)
        {
            return !_state.IsDirty; // a timer that fired while the page went away
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            while (_state.IsDirty && _state.Save is not SaveStatus.Stale)
            {
                if (!await SaveOnceAsync(cancellationToken))
                {
                    break;
                }
            }
        }
        finally
        {
            _one.Release();
        }

        return !_state.IsDirty;
    }

    /// <summary>Stops watching and saves what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _state.Changed -= OnChanged;
        await _timer.DisposeAsync();
        await SaveAsync(CancellationToken.None);
        _disposed = true;
        _one.Dispose();
    }

    private async Task RememberAsync()
    {
        if (Remember is null)
        {
            return;
        }

        try
        {
            await Remember().WaitAsync(LongestRemembering, _time);
        }
        catch (TimeoutException)
        {
            // The connection is down: what is saved need not be remembered.
        }
    }

    private async Task<bool> SaveOnceAsync(CancellationToken cancellationToken)
    {
        await RememberAsync();
        var (flow, change) = (_state.Flow, _state.Change);
        try
        {
            var result = await _library.SaveFlowAsync(_target.BotId, flow, _state.Revision, _target.Actor, cancellationToken);
            if (!result.Saved)
            {
                return Merge(result.Current);
            }

            _state.Saved(result.Current?.Revision ?? _state.Revision + 1, change, flow);
            _state.SetSave(_state.IsDirty ? SaveStatus.Pending : SaveStatus.SavedWith((_state.Save as SaveStatus.Busy)?.With));
            return true;
        }
        catch (Exception e) when (e is DbException or DbUpdateException or IOException or TimeoutException)
        {
            LogFailed(e, _target.BotId, flow.Id);
            _state.SetSave(new SaveStatus.Failed(_state.T["the server could not store it. Your changes are kept here and sent again."]));
            _timer.Change(RetryDelay, Timeout.InfiniteTimeSpan);
            return false;
        }
    }

    /// <summary>Puts both changes together where they fit; then the merged flow is saved next.</summary>
    private bool Merge(FlowDraft? theirs)
    {
        if (theirs is not null && _state.TakeIn(theirs, Undecided).Count == 0)
        {
            return true;
        }

        _state.SetSave(new SaveStatus.Stale(theirs));
        return false;
    }

    private void OnChanged()
    {
        if (_state.IsDirty && _state.Change != _scheduled && _state.Save is not SaveStatus.Stale)
        {
            _scheduled = _state.Change;
            _timer.Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(3401, LogLevel.Error, "The draft of flow {Flow} of bot {Bot} could not be saved.")]
    private partial void LogFailed(Exception exception, string bot, string flow);
}

/// <summary>Whose draft is saved by whom.</summary>
internal sealed record SaveTarget(string BotId, string Actor);
