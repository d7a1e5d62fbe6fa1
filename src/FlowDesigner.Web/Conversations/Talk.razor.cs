using FlowDesigner.Web.Shell;
using FlowRuntime.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Conversations;

/// <summary>One conversation: its transcript, live, and what an agent can do with it.</summary>
public sealed partial class Talk : IAsyncDisposable
{
    private const int PageSize = 1000;
    private readonly CancellationTokenSource _gone = new();
    private readonly List<TranscriptMessage> _messages = [];
    private IDisposable? _listening;
    private ConversationSummary? _conversation;
    private IJSObjectReference? _module;
    private ElementReference _log;
    private string _text = "";
    private string? _problem;
    private bool _missing;
    private bool _typing;
    private readonly Rereading _loading;
    private long _shownUpTo;

    /// <summary>Made by the renderer.</summary>
    public Talk() => _loading = new Rereading(ReadAsync);

    /// <summary>The conversation; another one is another component.</summary>
    [Parameter, EditorRequired]
    public string ConversationId { get; set; } = "";

    /// <summary>Name of the agent who looks.</summary>
    [Parameter, EditorRequired]
    public string Agent { get; set; } = "";

    [Inject]
    private IConversations Conversations { get; set; } = null!; // set by the renderer

    [Inject]
    private IConversationEvents Events { get; set; } = null!; // set by the renderer

    [Inject]
    private IJSRuntime Browser { get; set; } = null!; // set by the renderer

    private bool IsMine => _conversation is { Owner: ConversationOwner.Agent } c && c.Agent == Agent;

    private long Watermark => _messages is [.., var last] ? last.Sequence : 0;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _listening = Events.Listen(ConversationId, news => _ = InvokeAsync(() => HearAsync(news)));
            await _loading.AskAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_conversation is not null && _shownUpTo != Watermark)
        {
            _shownUpTo = Watermark;
            _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", "./Conversations/Talk.razor.js");
            await _module.InvokeVoidAsync("toEnd", _log);
        }
    }

    private async Task HearAsync(ConversationEvent news)
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        _typing = news is ConversationEvent.Typing;
        if (news is ConversationEvent.Messages or ConversationEvent.OwnerChanged)
        {
            await _loading.AskAsync();
        }

        StateHasChanged();
    }

    /// <summary>News is lossy, so it only says that there is something; the truth is read by watermark.</summary>
    private async Task ReadAsync()
    {
        _conversation = await Conversations.FindAsync(ConversationId, _gone.Token);
        _missing = _conversation is null;
        IReadOnlyList<TranscriptMessage> page;
        do
        {
            page = await Conversations.ReadAsync(ConversationId, Watermark, PageSize, _gone.Token);
            _messages.AddRange(page);
        } while (page.Count == PageSize);
    }

    private Task ClaimAsync() => DoAsync(Conversations.ClaimAsync(ConversationId, Agent, _gone.Token), T["Somebody else has taken over."]);

    private Task ReturnAsync() => DoAsync(Conversations.ReturnToBotAsync(ConversationId, Agent, _gone.Token), T["You no longer have this conversation."]);

    private Task CloseAsync() => DoAsync(Conversations.CloseAsync(ConversationId, Agent, _gone.Token), T["You no longer have this conversation."]);

    private async Task ReplyAsync()
    {
        var text = _text.Trim();
        if (text.Length > 0)
        {
            await DoAsync(Conversations.ReplyAsync(ConversationId, Agent, text, _gone.Token), T["Not sent: you no longer have this conversation."]);
            _text = _problem is null ? "" : _text;
        }
    }

    private async Task DoAsync(Task<bool> action, string refusal)
    {
        _problem = await action ? null : refusal;
        await _loading.AskAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listening?.Dispose();
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone already.
        }
    }
}
