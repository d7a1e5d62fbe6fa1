using FlowDesigner.Web.Shell;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Hooks.Deliveries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Webhooks;

/// <summary>The webhooks of a bot: addresses, secrets, and what came.</summary>
public sealed partial class HooksPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _gone = new();
    private readonly List<HookDeliveryLine> _lines = [];
    private IReadOnlyList<HookSummary>? _hooks;
    private HookSummary? _chosen;
    private HookDeliveryDetail? _delivery;
    private Notice? _notice;
    private Dialogs _open;
    private string _text = "";
    private string _hook = "";
    private string _outcome = "";
    private string _actor = "";
    private bool _isLast;
    private bool _ready;

    /// <summary>The bot.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IHookAdmin Admin { get; set; } = null!; // set by the renderer

    [Inject]
    private IHookDeliveries Deliveries { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    private bool IsSearching => _text.Length + _hook.Length + _outcome.Length > 0;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _actor = (await Authentication).User.Identity?.Name ?? "";
            await LoadAsync();
            await SearchAsync();
            _ready = true;
        }
    }

    private string AddressOf(HookSummary hook) =>
        Navigation.ToAbsoluteUri($"/hooks/{Uri.EscapeDataString(BotId)}/{Uri.EscapeDataString(hook.Hook)}").AbsoluteUri;

    private async Task LoadAsync() => _hooks = await Admin.ListAsync(BotId, _gone.Token);

    private async Task SearchAsync()
    {
        _lines.Clear();
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        var outcome = Enum.TryParse<HookOutcome>(_outcome, out var chosen) ? chosen : (HookOutcome?)null;
        var page = await Deliveries.ListAsync(
            new HookDeliveryQuery(
                BotId,
                _hook.Length > 0 ? _hook : null,
                outcome,
                _text.Trim() is { Length: > 0 } text ? text : null,
                _lines is [.., var last] ? last.Number : null,
                PageSize
            ),
            _gone.Token
        );
        _lines.AddRange(page);
        _isLast = page.Count < PageSize;
    }

    private async Task ShowAllAsync()
    {
        (_text, _hook, _outcome) = ("", "", "");
        await SearchAsync();
    }

    private async Task OpenAsync(HookDeliveryLine line)
    {
        _delivery = await Deliveries.FindAsync(BotId, line.Id, _gone.Token);
        _notice = _delivery is null ? new Notice("warn", T["This call is no longer in the log."]) : null;
    }

    private void Show(Dialogs dialog, HookSummary hook) => (_open, _chosen, _notice) = (dialog, hook, null);

    private void Close() => (_open, _chosen) = (Dialogs.None, null);

    private async Task AllowAsync(HookSummary hook, bool allowed)
    {
        await Admin.AllowUnsignedAsync(BotId, hook.Hook, allowed, _actor, _gone.Token);
        Close();
        _notice = allowed
            ? new Notice("warn", T["{0} takes unsigned calls now.", hook.Hook])
            : new Notice("good", T["{0} refuses calls until they are signed or you open it again.", hook.Hook]);
        await LoadAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private enum Dialogs
    {
        None,
        Waiting,
        Secret,
        Sender,
        Opening,
    }
}
