using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Connections.Imported;
using FlowRuntime.Plugins;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Catalog;

/// <summary>What the installation can talk to, and where it comes from.</summary>
public sealed partial class ConnectorsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<PluginInfo> _plugins = [];
    private IReadOnlyList<ImportedConnector>? _imported;
    private ILookup<string, NodeDefinition> _nodes = Array.Empty<NodeDefinition>().ToLookup(n => n.Type);
    private (ImportedConnector Connector, RemovalReport Uses)? _removing;
    private Notice? _notice;
    private string _actor = "";
    private bool _busy;

    /// <summary>Key of the connector that was imported just now.</summary>
    [SupplyParameterFromQuery(Name = "imported")]
    public string? JustImported { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private ConnectorCatalog Connectors { get; set; } = null!; // set by the renderer

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    [Inject]
    private IPlugins Plugins { get; set; } = null!; // set by the renderer

    [Inject]
    private IImportedConnectors Imported { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    private IEnumerable<ConnectorDefinition> BuiltIn => Connectors.All.Where(c => c.Plugin is null && _imported!.All(i => i.Key != c.Key)); // shown when loaded

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _actor = (await Authentication).User.Identity?.Name ?? "";
        await LoadAsync();
        if (_imported?.FirstOrDefault(c => c.Key == JustImported) is { } imported)
        {
            _notice = new Notice("good", T.Count(imported.OperationCount, "{1} is installed: {0} node in the palette. Set up a connection of it next.", "{1} is installed: {0} nodes in the palette. Set up a connection of it next.", imported.Title));
        }
    }

    private async Task LoadAsync()
    {
        _imported = await Imported.ListAsync(_gone.Token);
        Show(Plugins.List());
    }

    private void Show(IReadOnlyList<PluginInfo> plugins)
    {
        _plugins = plugins;
        _nodes = Catalog.All.Select(t => t.Definition).Where(d => d.Connector is not null).ToLookup(d => d.Connector!, StringComparer.Ordinal); // filtered
    }

    private ConnectorDefinition? Find(string key) => Connectors.TryGet(key, out var connector) ? connector : null;

    private IReadOnlyList<NodeDefinition> NodesOf(ConnectorDefinition connector) => [.. _nodes[connector.Key]];

    private async Task ScanAsync()
    {
        _busy = true;
        var before = _plugins.Count;
        Show(await Plugins.ScanAsync(_gone.Token));
        _busy = false;
        _notice = _plugins.Any(p => p.State == PluginState.Failed)
            ? new Notice("bad", T["Some plug-ins cannot be used; the reason stands at each."])
            : new Notice("good", _plugins.Count == before ? T["Nothing is new."] : T.Count(_plugins.Count, "{0} plug-in in use.", "{0} plug-ins in use."));
    }

    private async Task AskAsync(ImportedConnector connector)
    {
        _notice = null;
        if (await Imported.FindUsesAsync(connector.Key, _gone.Token) is { } uses)
        {
            _removing = (connector, uses);
        }
        else
        {
            await LoadAsync(); // somebody else has removed it
        }
    }

    private async Task RemoveAsync()
    {
        var (connector, _) = _removing!.Value; // the dialog is open
        _removing = null;
        await Imported.RemoveAsync(connector.Key, confirmed: true, _actor, _gone.Token);
        await LoadAsync();
        _notice = new Notice("good", T["{0} was removed.", connector.Title]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
