using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FlowDesigner.Web.Editor.Palette;

/// <summary>The node types by group, to drag onto the canvas or to add by click and Enter.</summary>
public sealed partial class NodePalette : EditorPart
{
    private readonly HashSet<string> _closed = [];
    private string _search = "";

    /// <summary>Raised with the key of the type to add.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnAdd { get; set; }

    private IReadOnlyList<PaletteGroup> Groups => PaletteGroup.Of(State.Catalog, _search.Trim(), following: State.AddAfter is not null);

    private OftenNext? Next => OftenNext.For(State);

    private bool IsOpen(string group) => _search.Length > 0 || !_closed.Contains(group);

    private void Toggle(string group)
    {
        if (!_closed.Add(group))
        {
            _closed.Remove(group);
        }
    }

    private async Task OnSearchKey(KeyboardEventArgs e)
    {
        if (e.Key == "Enter" && _search.Length > 0 && Groups is [var group, ..])
        {
            await Add(group.Types[0]);
        }
        else if (e.Key == "Escape")
        {
            Clear();
            State.PrepareAdd(null, null);
        }
    }

    private async Task Add(NodeDefinition definition)
    {
        _search = "";
        await OnAdd.InvokeAsync(definition.Type);
    }

    private void Clear() => _search = "";

    private void Forget() => State.PrepareAdd(null, null);
}
