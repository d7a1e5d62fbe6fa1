using FlowDesigner.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>The chat beside the canvas that runs the draft.</summary>
public sealed partial class TestChat : EditorPart
{
    private ElementReference _log;
    private string _text = "";

    /// <summary>Raised with the id of a node to show.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnJump { get; set; }

    /// <summary>Raised to begin again with the draft as it is now.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnRestart { get; set; }

    /// <summary>Raised with the id of a node of this flow at which to begin.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnStartAt { get; set; }

    /// <summary>Raised to scroll an element to its end.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ElementReference> OnScroll { get; set; }

    [CascadingParameter]
    private TestRun? Run { get; set; }

    private bool IsOld =>
        Run is { } run && (!run.Draft.Flows.TryGetValue(State.Flow.Id, out var flow) || !ReferenceEquals(flow.Nodes, State.Flow.Nodes));

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => OnScroll.InvokeAsync(_log);

    // In the bot's zone, as the flow reckons.
    private string When(DateTimeOffset due) => BotClock.Of(State.Bot, due).ToString("d MMM yyyy, HH:mm:ss", T.Culture());

    private async Task SkipAsync()
    {
        if (Run is { IsBusy: false } run)
        {
            await run.SkipWaitAsync();
        }
    }

    private async Task SendAsync(string text, string? value)
    {
        if (text.Trim().Length > 0 && Run is { IsBusy: false } run)
        {
            _text = "";
            await run.SendAsync(text.Trim(), value);
        }
    }
}
