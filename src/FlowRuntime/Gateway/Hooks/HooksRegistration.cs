using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Webhooks in: the addresses of the flows that start on a call.</summary>
public static class HooksRegistration
{
    /// <summary>Registers webhooks. Needs <c>AddDispatch()</c> and the vault; <see cref="HookOptions"/> come from the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddHooks(this IServiceCollection services)
    {
        services
            .AddOptions<HookOptions>()
            .BindConfiguration(HookOptions.SectionName)
            .Validate(
                o => o.CallsPerMinute > 0 && o.LargestBody > 0,
                $"{HookOptions.SectionName} takes numbers above 0."
            )
            .ValidateOnStart();
        services.AddSingleton<HookLimit>();
        services.AddSingleton<HookSecrets>();
        services.AddSingleton<OpenHooks>();
        services.AddSingleton<IHookAdmin, HookAdmin>();
        services.AddSingleton<HookInbox>();
        services.AddSingleton<HookEndpoint>();
        return services;
    }

    /// <summary>Maps <c>/hooks/{bot}/{hook}</c>. Callers prove who they are by their signatures.</summary>
    /// <param name="endpoints">Where to map.</param>
    /// <returns>The same endpoints.</returns>
    public static IEndpointRouteBuilder MapHooks(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .Map(
                "/hooks/{bot}/{hook}",
                (string bot, string hook, HttpContext http, HookEndpoint endpoint) => endpoint.TakeAsync(bot, hook, http)
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();
        return endpoints;
    }
}
