using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Connecting;
using FlowEngine.Definition;

namespace FlowRuntime.Plugins;

/// <summary>
/// Reads <c>plugin.json</c>: <c>{ "id": "acme-loyalty", "title": "Acme Loyalty", "version": "1.0.0", "publisher": "Acme",
/// "assembly": "Acme.Loyalty.dll", "minimumContract": "1.0", "hosts": ["*"], "capabilities": ["http"] }</c>.
/// </summary>
internal static class PluginManifestReader
{
    private const int LargestFile = 64 * 1024;

    /// <summary>Reads and checks a manifest.</summary>
    /// <param name="folder">Folder of the plug-in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="PluginException">It is missing or wrong.</exception>
    public static async Task<PluginManifest> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(folder, PluginManifest.FileName));
        if (!file.Exists)
        {
            throw new PluginException($"There is no {PluginManifest.FileName} in its folder.");
        }

        if (file.Length > LargestFile)
        {
            throw new PluginException($"{PluginManifest.FileName} is larger than {LargestFile / 1024} kB.");
        }

        var text = await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
        try
        {
            var manifest = JsonSerializer.Deserialize(text, PluginJsonContext.Default.PluginManifest);
            return manifest is not null && Fault(manifest) is var fault && fault is null
                ? manifest
                : throw new PluginException($"{PluginManifest.FileName}: {(manifest is null ? "it is empty." : Fault(manifest))}");
        }
        catch (JsonException e)
        {
            throw new PluginException($"{PluginManifest.FileName} cannot be read at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}: {Words(e)}", e);
        }
    }

    private static string? Fault(PluginManifest manifest)
    {
        if (!Identifiers.IsSlug(manifest.Id))
        {
            return "id starts with a small letter and has only small letters, digits and hyphens.";
        }

        if (new[] { manifest.Title, manifest.Version, manifest.Publisher }.Any(string.IsNullOrWhiteSpace))
        {
            return "title, version and publisher are not empty.";
        }

        if (
            manifest.Assembly != Path.GetFileName(manifest.Assembly)
            || !manifest.Assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
        )
        {
            return "assembly is the name of a .dll file in the same folder.";
        }

        if (!Version.TryParse(manifest.MinimumContract, out var least))
        {
            return "minimumContract is a version such as 1.0.";
        }

        var contract = ConnectorContract.Version;
        if (least.Major != contract.Major || least > contract)
        {
            return $"it needs version {least} of the connector contract, but this is {contract}. "
                + (least > contract ? "Update FlowStudio." : "Get a newer version of the plug-in.");
        }

        return manifest.Capabilities.FirstOrDefault(c => !PluginManifest.KnownCapabilities.Contains(c)) is { } unknown
            ? $"there is no capability \"{unknown}\"; they are {string.Join(", ", PluginManifest.KnownCapabilities)}."
            : null;
    }

    /// <summary>The serializer's sentence without the place it appends, which is told once already.</summary>
    private static string Words(JsonException e) => e.Message.Split(" Path:", 2)[0];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(PluginManifest))]
internal sealed partial class PluginJsonContext : JsonSerializerContext;
