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
    private bool _again;
    private Task _loading = Task.CompletedTask;

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

    private InboxView View { get; set; } = new("");

    private string Pressed(InboxTab tab) => View.Tab == tab ? "true" : "false";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _now = Time.GetUtcNow();
        if (RendererInfo.IsInteractive)
        {
            _agent = (await Authentication).User.Identity?.Name ?? "";
            View = new InboxView(_agent);
            _listening = Events.ListenToAll(Hear);
            await LoadAsync();
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
            await LoadAsync();
            StateHasChanged();
        }
    }

    /// <summary>Readings never overlap: an older one that ended last would show the past.</summary>
    private Task LoadAsync()
    {
        _again = true;
        return _loading.IsCompleted ? _loading = ReadAsync() : _loading;
    }

    private async Task ReadAsync()
    {
        while (_again)
        {
            _again = false;
            View.All = await Conversations.ListAsync(new ConversationQuery([], Limit: 200), _gone.Token);
            _now = Time.GetUtcNow();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
