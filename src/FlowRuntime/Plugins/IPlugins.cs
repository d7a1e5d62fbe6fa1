namespace FlowRuntime.Plugins;

/// <summary>The plug-ins of the installation, as the admin sees them. Thread-safe.</summary>
public interface IPlugins
{
    /// <summary>What the admin must know before adding one.</summary>
    const string TrustNotice =
        "Plug-ins are trusted code: they run with all rights of FlowStudio, and what their manifest says of hosts and "
        + "capabilities is told, not enforced. Install only what you would run yourself.";

    /// <summary>Folder with a folder for each plug-in; null when plug-ins are switched off.</summary>
    string? Folder { get; }

    /// <summary>The plug-ins that were found, by id, those that cannot be used included.</summary>
    /// <returns>The plug-ins.</returns>
    IReadOnlyList<PluginInfo> List();

    /// <summary>
    /// Looks into the folder: loads what is new or was changed, tries again what failed, and takes out what is gone. One
    /// that fails hinders no other.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The plug-ins as they are now.</returns>
    Task<IReadOnlyList<PluginInfo>> ScanAsync(CancellationToken cancellationToken);
}

/// <summary>A plug-in and what became of it.</summary>
/// <param name="Id">Its id; the name of its folder while its manifest cannot be read.</param>
/// <param name="Folder">Name of its folder.</param>
/// <param name="Manifest">What it says of itself; null when that cannot be read.</param>
/// <param name="State">Whether it is in use.</param>
/// <param name="Reason">Why it is not in use, for the admin; null when it is.</param>
/// <param name="Connectors">Keys of the connectors that it brings.</param>
public sealed record PluginInfo(
    string Id,
    string Folder,
    PluginManifest? Manifest,
    PluginState State,
    string? Reason,
    IReadOnlyList<string> Connectors
);

/// <summary>Whether a plug-in is in use.</summary>
public enum PluginState
{
    /// <summary>Its connectors are in use.</summary>
    Loaded,

    /// <summary>It cannot be used; the reason is told.</summary>
    Failed,
}
