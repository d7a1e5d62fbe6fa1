using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Shell;

/// <summary>A dialog over the page; shown as long as it is rendered.</summary>
public sealed partial class Dialog : IAsyncDisposable
{
    private readonly string _titleId = $"dialog-{Guid.NewGuid():N}";
    private ElementReference _element;
    private IJSObjectReference? _module;

    /// <summary>What it is about.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>A calm line below the title.</summary>
    [Parameter]
    public string? Under { get; set; }

    /// <summary>Something before the title, such as a tile.</summary>
    [Parameter]
    public RenderFragment? Lead { get; set; }

    /// <summary>What it asks or shows.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = null!; // required by the compiler of Razor

    /// <summary>Its buttons; one of type submit is what Enter does.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Actions { get; set; } = null!; // required by the compiler of Razor

    /// <summary><c>narrow</c> for a question.</summary>
    [Parameter]
    public string Class { get; set; } = "";

    /// <summary>Enter or the button of type submit.</summary>
    [Parameter]
    public EventCallback OnSubmit { get; set; }

    /// <summary>Esc, the cross, or a button that the owner wires to the same.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./Shell/Dialog.razor.js");
            await _module.InvokeVoidAsync("open", _element);
        }
    }

    private Task CancelAsync() => OnClose.InvokeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is null)
        {
            return;
        }

        try
        {
            await _module.InvokeVoidAsync("restoreFocus");
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the dialog with it.
        }
    }
}
