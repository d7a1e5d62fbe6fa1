using FlowDesigner.Web.Wording;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Connections;

/// <summary>How the calls over a connection go in this process, while one looks.</summary>
public sealed partial class CallsCard
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _gone = new();
    private CallingStatus? _status;
    private string _purged = "";

    /// <summary>Name of the connection.</summary>
    [Parameter, EditorRequired]
    public string Connection { get; set; } = "";

    [Inject]
    private ICallingState States { get; set; } = null!; // set by the renderer

    [Inject]
    private ICallingCache Cache { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override void OnParametersSet() => _status = States.Read(Connection);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Pause, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (States.Read(Connection) is var status && status != _status)
                {
                    _status = status;
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    private void Purge() => _purged = T.Count(Cache.Purge(Connection, tag: null), "{0} answer forgotten.", "{0} answers forgotten.");

    private string Milliseconds(double? value) =>
        value is not { } ms ? T["unknown"]
        : ms < 1000 ? T["{0:0} ms", ms]
        : T["{0:0.0} s", ms / 1000];

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
