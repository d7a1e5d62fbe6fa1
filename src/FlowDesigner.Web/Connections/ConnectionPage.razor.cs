using FlowDesigner.Web.Shell;
using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Usage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Connections;

/// <summary>One connection in one environment: health, credential, calls and uses.</summary>
public sealed partial class ConnectionPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ConnectionSummary>? _bindings;
    private IReadOnlyList<ConnectionEnvironment> _environments = [];
    private IReadOnlyList<ConnectionUsage> _uses = [];
    private ConnectionSummary? _shown;
    private ConnectorDefinition? _connector;
    private ConnectionEditing? _editing;
    private Notice? _notice;
    private bool _testing;
    private bool _deleting;
    private string _actor = "";

    /// <summary>Name of the connection.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The environment; <c>live</c> when it is not said.</summary>
    [SupplyParameterFromQuery]
    public string? Environment { get; set; }

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
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    private string Chosen => string.IsNullOrEmpty(Environment) ? ConnectionEnvironment.Live : Environment;

    private bool FallsBack => _environments.Any(e => e.Name == Chosen && e.FallsBack);

    /// <summary>Where a connection is shown.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="environment">The environment.</param>
    public static string AddressOf(string name, string environment) =>
        environment == ConnectionEnvironment.Live
            ? $"/connections/{Uri.EscapeDataString(name)}"
            : $"/connections/{Uri.EscapeDataString(name)}?environment={Uri.EscapeDataString(environment)}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _actor = (await Authentication).User.Identity?.Name ?? "";
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _environments = await Environments.ListAsync(_gone.Token);
        _uses = [.. (await Usage.ListAsync(_gone.Token)).Where(u => u.Connection == Name)];
        _bindings = [.. (await Admin.ListAsync(null, _gone.Token)).Where(c => c.Name == Name)];
        _shown = _bindings.FirstOrDefault(c => c.Environment == Chosen);
        _connector = _bindings is [var first, ..] && Connectors.TryGet(first.Connector, out var connector) ? connector : null;
    }

    private string Checked(ConnectionSummary connection)
    {
        var now = Time.GetUtcNow();
        var last = connection.TestedAt is { } at ? T["Tested {0}.", T.Ago(at, now)] : T["Never tested."];
        var ok = connection.LastOkAt is { } good && connection.TestResult is { Ok: false } ? " " + T["It worked {0}.", T.Ago(good, now)] : "";
        var next = connection.NextProbeAt is { } soon ? " " + T["Tests itself again {0}.", T.Until(soon, now)] : "";
        return last + ok + next;
    }

    private void Edit()
    {
        if (_shown is not null && _connector is not null)
        {
            (_editing, _notice) = (new ConnectionEditing(Admin, ConnectionDraft.Of(_shown, _connector), _actor), null);
        }
        else
        {
            _notice = new Notice("bad", T["The connector of {0} is not part of this installation.", Name]);
        }
    }

    private void Replace()
    {
        Edit();
        if (_editing is not null)
        {
            _editing.Draft.IsReplacing = true;
        }
    }

    private void SetUp()
    {
        if (_bindings is [var other, ..] && _connector is not null)
        {
            _editing = new ConnectionEditing(Admin, ConnectionDraft.For(other, _connector, Chosen), _actor);
        }
    }

    private async Task SavedAsync(bool isDone)
    {
        if (isDone)
        {
            _editing = null;
        }

        await LoadAsync();
    }

    private async Task TestAsync()
    {
        _testing = true;
        StateHasChanged();
        await Admin.TestAsync(Name, Chosen, _gone.Token);
        _testing = false;
        await LoadAsync();
    }

    private async Task DeleteAsync()
    {
        await Admin.DeleteAsync(Name, Chosen, _actor, _gone.Token);
        _deleting = false;
        await LoadAsync();
        if (_bindings is null or { Count: 0 })
        {
            Navigation.NavigateTo("/connections");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
