using System.Data.Common;
using FlowRuntime.Library;
using Microsoft.EntityFrameworkCore;

namespace FlowDesigner.Web.Editor.Saving;

/// <summary>
/// Saves the draft a moment after the latest change, one save at a time. Never overwrites what somebody else saved:
/// that becomes <see cref="SaveStatus.Stale"/> until the person has chosen.
/// </summary>
internal sealed partial class DraftSaver : IAsyncDisposable
{
    /// <summary>Quiet time after the latest change.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(800);

    /// <summary>Time until a failed save is tried again.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly EditorState _state;
    private readonly IFlowLibrary _library;
    private readonly SaveTarget _target;
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
        (_state, _library, _target, _logger) = (state, library, target, logger);
        _scheduled = state.Change;
        _timer = time.CreateTimer(
            _ => _ = onCircuit(() => SaveAsync(CancellationToken.None)),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _state.Changed += OnChanged;
    }

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

    private async Task<bool> SaveOnceAsync(CancellationToken cancellationToken)
    {
        var (flow, change) = (_state.Flow, _state.Change);
        try
        {
            var result = await _library.SaveFlowAsync(_target.BotId, flow, _state.Revision, _target.Actor, cancellationToken);
            if (!result.Saved)
            {
                _state.SetSave(new SaveStatus.Stale(result.Current));
                return false;
            }

            _state.Saved(result.Current?.Revision ?? _state.Revision + 1, change);
            _state.SetSave(_state.IsDirty ? SaveStatus.Pending : SaveStatus.Saved);
            return true;
        }
        catch (Exception e) when (e is DbException or DbUpdateException or IOException or TimeoutException)
        {
            LogFailed(e, _target.BotId, flow.Id);
            _state.SetSave(new SaveStatus.Failed("the server could not store it. Your changes are kept here and sent again."));
            _timer.Change(RetryDelay, Timeout.InfiniteTimeSpan);
            return false;
        }
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
