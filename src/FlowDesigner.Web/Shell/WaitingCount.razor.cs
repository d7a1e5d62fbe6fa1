using FlowRuntime.Conversations;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Shell;

/// <summary>Live number of conversations that wait for an agent, for the navigation.</summary>
public sealed partial class WaitingCount
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _listening;
    private int _waiting;

    [Inject]
    private IConversations Conversations { get; set; } = null!; // set by the renderer

    [Inject]
    private IConversationEvents Events { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await CountAsync();
        if (RendererInfo.IsInteractive)
        {
            _listening = Events.ListenToAll(news =>
            {
                if (news is ConversationEvent.OwnerChanged)
                {
                    _ = InvokeAsync(RefreshAsync);
                }
            });
        }
    }

    private async Task RefreshAsync()
    {
        if (!_gone.IsCancellationRequested)
        {
            await CountAsync();
            StateHasChanged();
        }
    }

    private async Task CountAsync() =>
        _waiting = (
            await Conversations.ListAsync(new ConversationQuery([ConversationOwner.Queued], Limit: 500), _gone.Token)
        ).Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
