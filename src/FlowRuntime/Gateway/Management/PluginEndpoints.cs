using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Plugins;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/plugins</c>: what is installed, and what became of it.</summary>
internal static class PluginEndpoints
{
    public static void MapPlugins(this RouteGroupBuilder api)
    {
        var plugins = api.MapGroup("/plugins").WithTags("Plug-ins").Scope(ApiScopes.ConnectorsAdmin);
        plugins.MapGet("/", List).WithSummary("List the plug-ins with their manifests, and why one is not in use.");
        plugins
            .MapPost("/scan", ScanAsync)
            .WithSummary("Look into the folder of plug-ins again: load what is new or was changed, take out what is gone.");
    }

    private static Ok<PluginList> List(IPlugins plugins) => TypedResults.Ok(PluginList.Of(plugins.List()));

    private static async Task<Ok<PluginList>> ScanAsync(IPlugins plugins, CancellationToken cancellationToken) =>
        TypedResults.Ok(PluginList.Of(await plugins.ScanAsync(cancellationToken).ConfigureAwait(false)));
}

/// <summary>The plug-ins.</summary>
/// <param name="Notice">What the admin must know.</param>
/// <param name="Plugins">The plug-ins, by id.</param>
internal sealed record PluginList(string Notice, IReadOnlyList<PluginItem> Plugins)
{
    public static PluginList Of(IReadOnlyList<PluginInfo> plugins) => new(IPlugins.TrustNotice, [.. plugins.Select(PluginItem.Of)]);
}

/// <summary>A plug-in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Folder">Name of its folder.</param>
/// <param name="State"><c>loaded</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it is not in use; null when it is.</param>
/// <param name="Connectors">Keys of the connectors that it brings.</param>
/// <param name="Manifest">What it says of itself; null when that cannot be read.</param>
internal sealed record PluginItem(
    string Id,
    string Folder,
    string State,
    string? Reason,
    IReadOnlyList<string> Connectors,
    PluginManifest? Manifest
)
{
    public static PluginItem Of(PluginInfo plugin) =>
        new(
            plugin.Id,
            plugin.Folder,
            plugin.State is PluginState.Loaded ? "loaded" : "failed",
            plugin.Reason,
            plugin.Connectors,
            plugin.Manifest
        );
}
