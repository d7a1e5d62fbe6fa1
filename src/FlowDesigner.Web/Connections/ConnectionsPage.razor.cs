using FlowDesigner.Web.Shell;
using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Usage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Connections;

/// <summary>The systems that flows work with.</summary>
public sealed partial class ConnectionsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<string> _testing = [];
    private ConnectionView _view = null!; // set before the first drawing
    private ConnectionEditing? _editing;
    private Shown _shown;
    private Notice? _notice;
    private string _actor = "";

    /// <summary>Connection that was signed in at its system just now.</summary>
    [SupplyParameterFromQuery]
    public string? Connected { get; set; }

    /// <summary>Code of a sign-in that did not work.</summary>
    [SupplyParameterFromQuery]
    public string? Refused { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IConnectionAdmin Admin { get; set; } = null!; // set by the renderer

    [Inject]
    private IConnectionEnvironments Environments { get; set; } = null!; // set by the renderer

    [Inject]
    private IConnectionUsage Usage { get; set; } = null!; // set by the renderer

    [Inject]
    private ConnectorCatalog Connectors { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _view = new ConnectionView(T, Connectors);
        if (RendererInfo.IsInteractive)
        {
            _actor = (await Authentication).User.Identity?.Name ?? "";
            _notice = Refused is { Length: > 0 } code ? ConsentWords.Refused(T, code)
                : Connected is { Length: > 0 } name ? ConsentWords.Connected(T, name)
                : null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _view.Environments = await Environments.ListAsync(_gone.Token);
        _view.Uses = (await Usage.ListAsync(_gone.Token)).ToLookup(u => u.Connection, StringComparer.Ordinal);
        _view.All = await Admin.ListAsync(null, _gone.Token);
    }

    private void New() =>
        (_editing, _notice) = (new ConnectionEditing(Admin, ConnectionDraft.New(Connectors.All[0]), _actor), null);

    private void Edit(ConnectionSummary connection)
    {
        if (_view.ConnectorOf(connection.Connector) is { } connector)
        {
            (_editing, _notice) = (new ConnectionEditing(Admin, ConnectionDraft.Of(connection, connector), _actor), null);
        }
        else
        {
            _notice = new Notice("bad", T["The connector of {0} is not part of this installation.", connection.Name]);
        }
    }

    private void Close() => _editing = null;

    private async Task ChangedAsync(bool isDone)
    {
        if (isDone)
        {
            Close();
        }

        await LoadAsync();
    }

    private async Task TestAsync(ConnectionEntry entry)
    {
        _testing.Add(entry.Name);
        StateHasChanged();
        foreach (var binding in entry.Bindings)
        {
            await Admin.TestAsync(binding.Name, binding.Environment, _gone.Token);
        }

        _testing.Remove(entry.Name);
        await LoadAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private enum Shown
    {
        Nothing,
        Environments,
    }
}
