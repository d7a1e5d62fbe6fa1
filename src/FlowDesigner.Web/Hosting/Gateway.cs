using FlowRuntime.Gateway.Chat;
using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Management;

namespace FlowDesigner.Web.Hosting;

/// <summary>What visitors and programs reach: channels, the chat page, the management API.</summary>
internal static class Gateway
{
    /// <summary>Adds it to the container.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services) =>
        services.AddDirectLine().AddChat().AddHooks().AddManagementApi();

    /// <summary>Serves it. Each part checks its own tokens, secrets and keys, not the cookie of people.</summary>
    public static void MapGateway(this WebApplication app)
    {
        app.MapGroup("").AllowAnonymous().MapDirectLine();
        app.MapChat();
        app.MapHooks();
        app.MapManagementApi();
    }
}
