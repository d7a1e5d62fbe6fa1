using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Merging;
using FlowEngine.Comparing;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor;

/// <summary>Files that come into the page.</summary>
public sealed partial class EditorPage
{
    private (FlowDefinition Read, FlowDefinition Origin)? _importing;

    private Task Import(FlowDefinition flow) => ReplaceAsync(new ReplaceFlow(flow, T["Imported a flow"]));

    private Task<IReadOnlyList<MergeOrigin>> FindOriginsAsync(FlowDefinition read) =>
        MergeOrigin.FindAsync(Library, BotId, FlowId, read, T, _closing.Token);

    private async Task BeginMergeAsync((FlowDefinition Read, FlowDefinition Origin) importing)
    {
        _dialog = DialogKind.None;
        if (_state is null)
        {
            return;
        }

        if (FlowMerge.Merge(importing.Origin, _state.Flow, importing.Read) is { Conflicts.Count: 0 } merged)
        {
            await TakeMergedAsync(merged);
        }
        else
        {
            _importing = importing;
        }
    }

    // The dialog stays until everything is chosen.
    private async Task MergeImportAsync(IReadOnlyDictionary<string, MergeSide> choices)
    {
        if (_importing is not { } importing || _state is null)
        {
            return;
        }

        var merged = FlowMerge.Merge(importing.Origin, _state.Flow, importing.Read, choices);
        if (merged.Conflicts.All(c => choices.ContainsKey(c.Pointer)))
        {
            _importing = null;
            await TakeMergedAsync(merged);
        }
    }

    private async Task TakeMergedAsync(FlowMergeResult merged)
    {
        await ReplaceAsync(new ReplaceFlow(merged.Flow, T["Merged a file with the drawing"]));
        _state?.Announce(T["The file was merged with the drawing."]);
    }

    private async Task ReplaceAsync(ReplaceFlow command)
    {
        _state?.Do(command);
        if (_canvas is not null)
        {
            await _canvas.ShowAsync(_test?.Path);
            await _canvas.FitAsync();
        }
    }
}
