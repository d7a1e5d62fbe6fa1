using FlowDesigner.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>The chat beside the canvas that runs the draft.</summary>
public sealed partial class TestChat : EditorPart
{
    private ElementReference _log;
    private string _text = "";
    private Panel _panel;
    private IReadOnlyList<KnownContact> _known = [];

    private enum Panel
    {
        None,
        Visitor,
        Systems,
    }

    /// <summary>Raised with the id of a node to show.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnJump { get; set; }

    /// <summary>The nodes of the bot that call other systems.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SystemCall> Calls { get; set; } = [];

    /// <summary>Gives people who talked with the live bot.</summary>
    [Parameter, EditorRequired]
    public Func<Task<IReadOnlyList<KnownContact>>> FindContacts { get; set; } = null!; // required by the compiler of Razor

    /// <summary>Raised to make up the answer of a node.</summary>
    [Parameter, EditorRequired]
    public EventCallback<SystemCall> OnMakeUp { get; set; }

    /// <summary>Raised to take the made-up answer of a node from now on, or to ask the other system again.</summary>
    [Parameter, EditorRequired]
    public EventCallback<SystemCall> OnSwitch { get; set; }

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

    private string Subtitle
    {
        get
        {
            var madeUp = Calls.Count(c => c.Mock is { IsOff: false });
            var systems = madeUp == 0 ? T["Draft · real connections"] : T.Count(madeUp, "Draft · one answer made up", "Draft · {0} answers made up");
            return Run is { Visitor: { Name.Length: > 0 } visitor } ? $"{systems} · {visitor.Name}" : systems;
        }
    }

    private string Expanded(Panel panel) => _panel == panel ? "true" : "false";

    private async Task ToggleAsync(Panel panel)
    {
        if (panel == Panel.Visitor && _panel != panel)
        {
            _known = await FindContacts();
        }

        _panel = _panel == panel ? Panel.None : panel;
    }

    private async Task UseAsync(TestVisitor visitor)
    {
        _panel = Panel.None;
        if (Run is { } run)
        {
            await run.RestartAsync(visitor);
        }
    }

    private async Task PassAsync(TimeSpan time)
    {
        if (Run is { IsBusy: false } run)
        {
            await run.PassAsync(time);
        }
    }

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
