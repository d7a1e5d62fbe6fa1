using FlowRuntime.Gateway.Hooks.Deliveries;
using FlowRuntime.Gateway.Hooks.Trying;
using Microsoft.AspNetCore.Builder;
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
            .Validate(
                o => o.CallsPerMinute > 0 && o.LargestBody > 0 && o.CallsAtOnce > 0 && o.BodiesAtOnce > 0 && o.KeepPayloads > 0,
                $"{HookOptions.SectionName} takes numbers above 0."
            )
            .ValidateOnStart();
        services.AddSingleton<HookLimit>();
        services.AddSingleton<HookAdmission>();
        services.AddSingleton<HookSecrets>();
        services.AddSingleton<OpenHooks>();
        services.AddSingleton<HookGate>();
        services.AddSingleton<RecentEvents>();
        services.AddSingleton<HookRuns>();
        services.AddSingleton<HookEndpoint>();
        services.AddSingleton<HookRunEndpoint>();
        services.AddSingleton<IHookAdmin, HookAdmin>();
        services.AddSingleton<HookDrafts>();
        services.AddSingleton<IHookDeliveries, HookDeliveryLog>();
        services.AddSingleton<HookTestAddresses>();
        services.AddSingleton<IHookTester, HookTester>();
        return services;
    }

    /// <summary>Maps <c>/hooks/{bot}/{hook}</c>. Callers prove who they are by their signatures.</summary>
    /// <param name="endpoints">Where to map.</param>
    /// <returns>The same endpoints.</returns>
    public static IEndpointRouteBuilder MapHooks(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var (hooks, runs, tests) = (
            services.GetRequiredService<HookEndpoint>(),
            services.GetRequiredService<HookRunEndpoint>(),
            services.GetRequiredService<HookTestAddresses>()
        );
        // A plain delegate: nothing is bound, and nothing is looked up for a call. No name of a webhook has a dot or an
        // underscore, so the addresses of runs and tests are free.
        endpoints
            .Map(
                "/hooks/{bot}/{hook}",
                http =>
                    (http.Request.RouteValues["bot"], (string)http.Request.RouteValues["hook"]!) switch // parts of the pattern
                    {
                        ("runs", var id) when id.Contains('.', StringComparison.Ordinal) => runs.ReadAsync(http, id),
                        ("test", var token) when token.Contains('_', StringComparison.Ordinal) => tests.TakeAsync(http, token),
                        _ => hooks.TakeAsync(http),
                    }
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            // Nothing that comes after routing concerns programs that sign what they send: no cookie, no key, no page.
            .ShortCircuit();
        return endpoints;
    }
}
