using FlowDesigner.Web.Shell;
using FlowRuntime.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Conversations;

/// <summary>The agents' page: who waits, and the conversation that is open.</summary>
public sealed partial class InboxPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _listening;
    private string _agent = "";
    private DateTimeOffset _now;
    private bool _stale;
    private readonly Rereading _loading;

    /// <summary>Made by the renderer.</summary>
    public InboxPage() => _loading = new Rereading(ReadAsync);

    /// <summary>The conversation that is open; null for none.</summary>
    [Parameter]
    public string? ConversationId { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IConversations Conversations { get; set; } = null!; // set by the renderer

    [Inject]
    private IConversationEvents Events { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    private InboxView View { get; set; } = null!; // set before the first drawing

    private string Pressed(InboxTab tab) => View.Tab == tab ? "true" : "false";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _now = Time.GetUtcNow();
        View = new InboxView(T, "");
        if (RendererInfo.IsInteractive)
        {
            _agent = (await Authentication).User.Identity?.Name ?? "";
            View = new InboxView(T, _agent);
            _listening = Events.ListenToAll(Hear);
            await _loading.AskAsync();
            if (View.Waiting + View.Mine == 0)
            {
                View.Tab = InboxTab.All;
            }
        }
    }

    /// <summary>Many messages at once make one reading: whoever comes while one is due adds nothing.</summary>
    private void Hear(ConversationEvent news)
    {
        if (news is (ConversationEvent.Messages or ConversationEvent.OwnerChanged) && !Interlocked.Exchange(ref _stale, true))
        {
            _ = InvokeAsync(RefreshAsync);
        }
    }

    private async Task RefreshAsync()
    {
        if (!_gone.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _stale, false);
            await _loading.AskAsync();
            StateHasChanged();
        }
    }

    private async Task ReadAsync()
    {
        View.All = await Conversations.ListAsync(new ConversationQuery([], Limit: 200), _gone.Token);
        _now = Time.GetUtcNow();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
