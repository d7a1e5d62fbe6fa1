using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FlowEngine.Connecting;
using FlowRuntime.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Plugins;

/// <summary>Holds the plug-ins and puts their connectors into the catalog.</summary>
internal sealed partial class PluginHost(
    ConnectorCatalog catalog,
    PluginLoader loader,
    IOptions<PluginOptions> options,
    IOptions<StudioOptions> studio,
    ILogger<PluginHost> logger
) : IPlugins, IDisposable
{
    private readonly SemaphoreSlim _oneScan = new(1, 1);
    private volatile ImmutableSortedDictionary<string, Entry> _entries = ImmutableSortedDictionary.Create<string, Entry>(StringComparer.Ordinal);

    public string? Folder { get; } =
        options.Value.Folder is { } folder
            ? folder.Length == 0 ? null : Path.GetFullPath(folder)
            : Path.GetFullPath(Path.Combine(studio.Value.DataDirectory, "plugins"));

    public IReadOnlyList<PluginInfo> List() =>
        [.. _entries.Values.Select(e => e.Info).OrderBy(i => i.Id, StringComparer.Ordinal).ThenBy(i => i.Folder, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<PluginInfo>> ScanAsync(CancellationToken cancellationToken)
    {
        await _oneScan.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var folders = Folder is not null && Directory.Exists(Folder)
                ? Directory.GetDirectories(Folder).Order(StringComparer.Ordinal).ToList()
                : [];
            foreach (var (name, entry) in _entries.Where(e => !folders.Contains(e.Value.Path)))
            {
                TakeOut(entry);
                _entries = _entries.Remove(name);
            }

            foreach (var folder in folders)
            {
                var name = Path.GetFileName(folder);
                var stamp = StampOf(folder);
                if (_entries.TryGetValue(name, out var known) && known.Info.State == PluginState.Loaded && known.Stamp == stamp)
                {
                    continue;
                }

                if (known is not null)
                {
                    TakeOut(known);
                }

                _entries = _entries.SetItem(name, await LoadAsync(name, folder, stamp, cancellationToken).ConfigureAwait(false));
            }

            return List();
        }
        finally
        {
            _oneScan.Release();
        }
    }

    public void Dispose() => _oneScan.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "One plug-in that cannot be used hinders neither the others nor the product.")]
    private async Task<Entry> LoadAsync(string name, string folder, DateTime stamp, CancellationToken cancellationToken)
    {
        PluginManifest? manifest = null;
        try
        {
            manifest = await PluginManifestReader.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
            if (_entries.Values.FirstOrDefault(e => e.Info.State == PluginState.Loaded && e.Info.Id == manifest.Id) is { } other)
            {
                throw new PluginException($"Its id {manifest.Id} is that of the plug-in in the folder {other.Info.Folder}.");
            }

            var loaded = await loader.LoadAsync(folder, manifest, cancellationToken).ConfigureAwait(false);
            Install(loaded);
            var keys = loaded.Connectors.Select(c => c.Key).ToList();
            LogLoaded(manifest.Id, manifest.Version, manifest.Publisher, string.Join(", ", keys));
            return new Entry(folder, stamp, new PluginInfo(manifest.Id, name, manifest, PluginState.Loaded, null, keys), loaded.Context);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var reason = e is PluginException ? e.Message : $"Its folder cannot be read ({e.GetType().Name}).";
            LogFailed(e, manifest?.Id ?? name, reason);
            return new Entry(folder, stamp, new PluginInfo(manifest?.Id ?? name, name, manifest, PluginState.Failed, reason, []), null);
        }
    }

    /// <summary>All connectors of a plug-in or none.</summary>
    private void Install(LoadedPlugin plugin)
    {
        var installed = new List<string>();
        foreach (var connector in plugin.Connectors)
        {
            if (catalog.Install(connector) is [var problem, ..])
            {
                installed.ForEach(key => catalog.Remove(key));
                plugin.Context.Unload();
                throw new PluginException($"Its connector {connector.Key} cannot be installed: {problem.Message}");
            }

            installed.Add(connector.Key);
        }
    }

    /// <summary>Its assemblies leave the memory when the last bot that was compiled with them has.</summary>
    private void TakeOut(Entry entry)
    {
        foreach (var key in entry.Info.Connectors)
        {
            catalog.Remove(key);
        }

        entry.Context?.Unload();
    }

    /// <summary>When the plug-in was last changed: of its manifest and assemblies the newest.</summary>
    private static DateTime StampOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles().Select(f => f.LastWriteTimeUtc).DefaultIfEmpty().Max();

    private sealed record Entry(string Path, DateTime Stamp, PluginInfo Info, PluginLoadContext? Context);

    [LoggerMessage(4701, LogLevel.Information, "The plug-in {Plugin} {Version} of {Publisher} brings {Connectors}. Plug-ins are trusted code.")]
    private partial void LogLoaded(string plugin, string version, string publisher, string connectors);

    [LoggerMessage(4702, LogLevel.Error, "The plug-in {Plugin} is not in use: {Reason}")]
    private partial void LogFailed(Exception exception, string plugin, string reason);
}
