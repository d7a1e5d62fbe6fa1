namespace FlowRuntime.Plugins;

/// <summary>What a plug-in says of itself in <c>plugin.json</c>, before any of its code runs.</summary>
/// <param name="Id">Permanent id, for example <c>acme-loyalty</c>.</param>
/// <param name="Title">Name shown to the admin.</param>
/// <param name="Version">Its version.</param>
/// <param name="Publisher">Who made it.</param>
/// <param name="Assembly">File name of its assembly, in the same folder.</param>
/// <param name="MinimumContract">Least version of the contract that it needs, for example <c>1.0</c>.</param>
/// <param name="Hosts">Hosts that it talks to; those that the admin enters in a connection are <c>*</c>.</param>
/// <param name="Capabilities">What it does beyond computing: see <see cref="KnownCapabilities"/>.</param>
public sealed record PluginManifest(
    string Id,
    string Title,
    string Version,
    string Publisher,
    string Assembly,
    string MinimumContract,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<string> Capabilities
)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "plugin.json";

    /// <summary>
    /// <c>http</c>: calls over its connections; <c>dial</c>: speaks another protocol over its connections; <c>secrets</c>:
    /// reads the secrets of its connections; <c>files</c>: reads or writes files.
    /// </summary>
    public static IReadOnlyList<string> KnownCapabilities { get; } = ["http", "dial", "secrets", "files"];
}
