using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Journal;

/// <summary>
/// Tells the browser what it should remember, a moment after it happened: every change and step of undo, and what was
/// saved. Only differences go over the wire, one line at a time.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    /// <summary>Quiet time after the latest change; typing is written as a whole.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    private readonly EditorState _state;
    private readonly IJournalStore _store;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _one = new(1, 1);
    private FlowDefinition _flow;
    private IReadOnlyList<ChangeStep> _done = [];
    private IReadOnlyList<ChangeStep> _undone = [];
    private (long Change, long Saved, long Steps) _written;

    /// <summary>Starts watching the state.</summary>
    /// <param name="state">What is edited.</param>
    /// <param name="store">Where lines are kept.</param>
    /// <param name="time">The clock of the delay.</param>
    /// <param name="onCircuit">Runs work where the state may be touched.</param>
    public JournalWriter(EditorState state, IJournalStore store, TimeProvider time, Func<Func<Task>, Task> onCircuit)
    {
        (_state, _store, _flow) = (state, store, state.Base);
        _timer = time.CreateTimer(_ => _ = onCircuit(WriteAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _state.Changed += OnChanged;
    }

    private (long Change, long Saved, long Steps) Now => (_state.Change, _state.SavedChange, _state.History.Version);

    /// <summary>Begins the journal anew with the state as it stands, in place of all earlier lines.</summary>
    public async Task BeginAsync()
    {
        (_flow, _done, _undone) = (_state.Base, [], []);
        await _store.ResetAsync(NextLine());
    }

    /// <summary>Writes what has happened since the latest line.</summary>
    public async Task WriteAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_written != Now)
            {
                await _store.AppendAsync(NextLine());
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _state.Changed -= OnChanged;
        await _timer.DisposeAsync();
        _one.Dispose();
    }

    private string NextLine()
    {
        var (before, after) = (_flow, _state.Flow);
        var (kept, done) = Since(_done, _state.History.Done);
        var (keptUndone, undone) = Since(_undone, _state.History.Undone);
        var same = ReferenceEquals(before, after);
        (_flow, _done, _undone, _written) = (after, [.. _state.History.Done], [.. _state.History.Undone], Now);
        return new JournalEntry(
            _state.Change,
            _state.SavedChange,
            KeptChanges.PrintOf(after, _state.Catalog),
            same ? null : PatchJson.Of(FlowPatch.Between(before, after, "")),
            same ? null : PatchJson.Of(FlowPatch.Between(after, before, "")),
            kept,
            done,
            keptUndone,
            undone
        ).Write();
    }

    private static (int Kept, IReadOnlyList<JournalStep> Added) Since(IReadOnlyList<ChangeStep> before, IReadOnlyList<ChangeStep> now)
    {
        var kept = before.Zip(now).TakeWhile(pair => ReferenceEquals(pair.First, pair.Second)).Count();
        return (kept, [.. now.Skip(kept).Select(s => new JournalStep(s.Title, s.MergeKey, PatchJson.Of(s.Redo), PatchJson.Of(s.Undo)))]);
    }

    private void OnChanged()
    {
        if (_written != Now)
        {
            _timer.Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }
}

/// <summary>Where the lines of a journal are kept: the browser.</summary>
internal interface IJournalStore
{
    /// <summary>Adds a line.</summary>
    Task AppendAsync(string line);

    /// <summary>Replaces all lines by one.</summary>
    Task ResetAsync(string line);
}
