using FlowDesigner.Web.Editor.Versions;
using FlowDesigner.Web.Shell;
using FlowEngine.Nodes;
using FlowEngine.Testing;
using FlowRuntime.Auditing;
using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Learning;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Library;

/// <summary>One bot: settings, versions, its channel's secret.</summary>
public sealed partial class BotPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private BotDraft? _draft;
    private BotForm _form = new();
    private IReadOnlyList<VersionSummary> _versions = [];
    private Notice? _notice;
    private string? _secret;
    private string _actor = "";
    private bool _changed;
    private bool _publishing;
    private bool _missing;

    /// <summary>The bot.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private IDirectLineSecrets Secrets { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    [Inject]
    private FlowTestRunner Tests { get; set; } = null!; // set by the renderer

    [Inject]
    private IBotLearning Learning { get; set; } = null!; // set by the renderer

    [Inject]
    private IAuditTrail Audit { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _actor = (await Authentication).User.Identity?.Name ?? "";
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _draft = await Library.FindAsync(BotId, _gone.Token);
        _missing = _draft is null;
        if (_draft is not null)
        {
            _form = BotForm.Of(_draft.Bundle.Bot);
            _versions = await Library.ListVersionsAsync(BotId, _gone.Token);
            var summary = (await Library.ListAsync(_gone.Token)).FirstOrDefault(b => b.Id == BotId);
            _changed = summary is null or { LiveVersion: null } or { ChangedSincePublish: true };
        }
    }

    private async Task SaveAsync()
    {
        if (_draft is null || _form.Apply(_draft.Bundle.Bot, T) is not { } bot)
        {
            return;
        }

        var saved = await Library.SaveAsync(_draft.Bundle with { Bot = bot }, _draft.ETag, _actor, _gone.Token);
        _notice = saved.Saved
            ? new Notice("good", T["Saved in the draft."])
            : new Notice("bad", T["Somebody else changed this bot just now. The page shows how it is; change it again."]);
        await LoadAsync();
    }

    private Task<PublishResult?> PublishAsync(string environment, string? name) =>
        PublishPlan.PublishAsync(Library, new BotAddress(BotId, environment), name, _actor, _gone.Token);

    private async Task ClosePublishAsync()
    {
        _publishing = false;
        await LoadAsync();
    }

    private async Task ShowSecretAsync()
    {
        await Audit.RecordAsync("channel.secretRead", $"{BotId}/directline", _actor, _gone.Token);
        _secret = await Secrets.GetOrCreateAsync(BotId, _gone.Token);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
