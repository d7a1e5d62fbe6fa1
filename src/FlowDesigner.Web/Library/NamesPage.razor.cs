using FlowDesigner.Web.Library.Finding;
using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Library;

/// <summary>What has a name in a bot, where it is used, and renaming it everywhere.</summary>
public sealed partial class NamesPage : IDisposable
{
    private readonly NamesView _view = new();
    private readonly CancellationTokenSource _gone = new();
    private BotDraft? _draft;
    private IReadOnlyCollection<string> _connections = [];
    private Thing? _renaming;
    private Undoing? _undo;
    private Notice? _notice;
    private string _actor = "";
    private bool _missing;

    /// <summary>The bot.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    /// <summary>Kind of the name to open, from the address: <c>variable</c>, <c>connection</c>, <c>intent</c>, <c>entity</c> or <c>flow</c>.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The name to open, from the address.</summary>
    [SupplyParameterFromQuery(Name = "name")]
    public string? Name { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private IConnectionAdmin Connections { get; set; } = null!; // set by the renderer

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _actor = (await Authentication).User.Identity?.Name ?? "";
        _connections = [.. (await Connections.ListAsync(_gone.Token)).Select(c => c.Name)];
        await LoadAsync();
        _view.Open(Enum.TryParse<ThingKind>(Kind, ignoreCase: true, out var kind) ? kind : null, Name);
    }

    private async Task LoadAsync()
    {
        _draft = await Library.FindAsync(BotId, _gone.Token);
        _missing = _draft is null;
        if (_draft is { Bundle: { } bundle })
        {
            _view.Read(bundle, Catalog);
        }
    }

    private async Task RenameAsync((Thing From, string To, BotBundle After) rename)
    {
        _renaming = null;
        if (_draft is not { } before)
        {
            return;
        }

        var saved = await Library.SaveAsync(rename.After, before.ETag, _actor, _gone.Token);
        _undo = saved is { Saved: true, ETag: { } etag } ? new Undoing(before.Bundle, etag, rename.From.Name) : null;
        _notice = saved.Saved
            ? new Notice("good", T["{0} is called {1} now, everywhere in the draft.", rename.From.Name, rename.To])
            : Stale();
        await LoadAsync();
        if (saved.Saved)
        {
            _view.Open(rename.From.Kind, rename.To);
        }
    }

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
        {
            return;
        }

        var saved = await Library.SaveAsync(undo.Before, undo.ETag, _actor, _gone.Token);
        (_undo, _notice) = (null, saved.Saved ? new Notice("good", T["{0} has its name again.", undo.Name]) : Stale());
        await LoadAsync();
    }

    private Notice Stale() => new("bad", T["Somebody else changed this bot just now, so nothing was done. The page shows how it is; try again."]);

    /// <summary>How the bot was before a rename, good until somebody else saves.</summary>
    private sealed record Undoing(BotBundle Before, string ETag, string Name);
}
