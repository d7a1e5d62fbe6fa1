using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Hooks.Trying;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Webhooks;

/// <summary>Waits for one call of another system and shows it.</summary>
public sealed partial class WaitDialog
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _gone = new();
    private HookTestAddress? _address;
    private string _like = "";
    private bool _isFull;

    /// <summary>The bot.</summary>
    [Parameter, EditorRequired]
    public string BotId { get; set; } = "";

    /// <summary>Webhooks whose signature can be checked.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<HookSummary> Hooks { get; set; } = [];

    /// <summary>Close.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IHookTester Tester { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    private string Shown => _address is null ? "" : Navigation.ToAbsoluteUri($"/hooks/test/{_address.Token}").AbsoluteUri;

    /// <inheritdoc/>
    protected override void OnInitialized() => Open();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await WatchAsync();
        }
    }

    private void Open()
    {
        _address = Tester.Open(_like.Length > 0 ? BotId : null, _like.Length > 0 ? _like : null);
        _isFull = _address is null;
    }

    private async Task AgainAsync()
    {
        Leave();
        Open();
        StateHasChanged();
        await WatchAsync();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (_address is { Call: null } waiting)
            {
                var seen = await Tester.WaitAsync(waiting.Token, Look, _gone.Token);
                if (!ReferenceEquals(_address, waiting))
                {
                    return; // another address took its place meanwhile
                }

                _address = seen;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The dialog is closed.
        }
    }

    private void Leave()
    {
        if (_address is not null)
        {
            Tester.Close(_address.Token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leave();
        _gone.Cancel();
        _gone.Dispose();
    }
}
