using FlowDesigner.Web.Shell;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Plugins;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Catalog;

/// <summary>What the installation can talk to, and where it comes from.</summary>
public sealed partial class ConnectorsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<PluginInfo> _plugins = [];
    private ILookup<string, NodeDefinition> _nodes = Array.Empty<NodeDefinition>().ToLookup(n => n.Type);
    private Notice? _notice;
    private bool _ready;
    private bool _busy;

    [Inject]
    private ConnectorCatalog Connectors { get; set; } = null!; // set by the renderer

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    [Inject]
    private IPlugins Plugins { get; set; } = null!; // set by the renderer

    private IEnumerable<ConnectorDefinition> BuiltIn => Connectors.All.Where(c => c.Plugin is null);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Show(Plugins.List());
            _ready = true;
        }
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
            ? new Notice("bad", "Some plug-ins cannot be used; the reason stands at each.")
            : new Notice("good", _plugins.Count == before ? "Nothing is new." : $"{TimeText.Count(_plugins.Count, "plug-in")} in use.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
