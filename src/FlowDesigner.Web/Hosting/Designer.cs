using FlowDesigner.Web.Editor.Presence;
using FlowDesigner.Web.Library;
using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Understanding;
using FlowDesigner.Web.Wording;
using Microsoft.AspNetCore.SignalR;

namespace FlowDesigner.Web.Hosting;

/// <summary>The pages of analysts, agents and administrators.</summary>
internal static class Designer
{
    /// <summary>A page may send this much at once: a flow of some thousand nodes. Unit: bytes.</summary>
    private const long LargestMessage = 4 * 1024 * 1024;

    /// <summary>Adds the pages to the container.</summary>
    public static IServiceCollection AddDesigner(this IServiceCollection services)
    {
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents(circuit =>
            {
                circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(5);
                circuit.DisconnectedCircuitMaxRetained = 200;
                circuit.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddWording();
        services.AddSingleton<EditorPresence>();
        services.Configure<HubOptions>(hub => hub.MaximumParallelInvocationsPerClient = 1);
        return services;
    }

    /// <summary>Serves the pages.</summary>
    public static void MapDesigner(this WebApplication app)
    {
        app.MapBundleDownload();
        app.MapPhraseDownload();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
