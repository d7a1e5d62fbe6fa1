using FlowDesigner.Web.Editor.Journal;
using FlowDesigner.Web.Editor.Presence;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Editor;

/// <summary>What the page knows of its earlier self, by the browser's journal, and of others who have the flow open.</summary>
public sealed partial class EditorPage
{
    private const int MostTitles = 5;

    private EditorSeat? _seat;
    private BrowserJournal? _journal;
    private JournalWriter? _writer;
    private Missed? _missed;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!; // set by the renderer

    [Inject]
    private EditorPresence Presence { get; set; } = null!; // set by the renderer

    private async Task RememberAsync(EditorState state, FlowDraft draft)
    {
        _journal = await BrowserJournal.OpenAsync(Browser, $"{BotId}/{FlowId}", Actor, _closing.Token);
        _writer = new JournalWriter(state, _journal, Time, InvokeAsync);
        if (_saver is not null)
        {
            _saver.Remember = _writer.WriteAsync;
        }

        var kept = KeptChanges.Read(await _journal.ReadAsync(_closing.Token));
        if (kept is not null && kept.Print == KeptChanges.PrintOf(draft.Flow, Catalog))
        {
            state.Recall(kept.Done, kept.Undone);
        }
        else if (kept?.MissingIn(draft.Flow, Catalog) is var (origin, mine))
        {
            // The journal is left as it is until the person has chosen: the page may be lost again before.
            _missed = new Missed(origin, mine, draft, [.. kept.Done.TakeLast(MostTitles).Select(s => s.Title)]);
            return;
        }

        await _writer.BeginAsync();
    }

    private async Task RecoverAsync(bool isWanted)
    {
        if (_missed is not { } missed || _state is null || _writer is null)
        {
            return;
        }

        _missed = null;
        if (isWanted)
        {
            _state.Recover(missed.Origin, missed.Mine, missed.Draft);
        }

        await _writer.BeginAsync();
        await SaveNowAsync();
    }

    private async Task ForgetAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }
    }

    private void OnOthersMoved() =>
        _ = InvokeAsync(() =>
        {
            if (_seat is not null)
            {
                _state?.ShowOthers(_seat.Others);
            }
        });

    /// <summary>Changes that the draft lacks.</summary>
    private sealed record Missed(FlowDefinition Origin, FlowDefinition Mine, FlowDraft Draft, IReadOnlyList<string> Titles);
}
