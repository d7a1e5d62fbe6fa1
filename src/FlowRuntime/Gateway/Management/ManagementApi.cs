using FlowRuntime.Connections.Imported;
using FlowRuntime.Gateway.ApiKeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace FlowRuntime.Gateway.Management;

/// <summary>The API under <c>/api/v1</c> for programs: bots, connections and runs.</summary>
public static class ManagementApi
{
    /// <summary>Registers the API with its keys and its OpenAPI document.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddManagementApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyStore>();
        services.AddHostedService<SetupApiKey>();
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in ApiScopes.All)
        {
            authorization.AddPolicy(
                scope,
                policy =>
                    policy
                        .AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName)
                        .RequireAuthenticatedUser()
                        .RequireClaim(ApiKeyAuthentication.ScopeClaim, scope)
            );
        }

        return services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description =>
                    description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer<OpenApiDescription>();
            }
        );
    }

    /// <summary>Maps the API and its document at <c>/openapi/v1.json</c>.</summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>The application.</returns>
    public static IEndpointRouteBuilder MapManagementApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1").DisableAntiforgery();
        api.MapBots();
        api.MapVersions();
        api.MapRuns();
        api.MapEvents();
        api.MapHookAdmin();
        api.MapHookDeliveries();
        api.MapHookTests();
        api.MapConnections();
        api.MapPlugins();
        api.MapCalling();
        // An installation without an importer has nothing to import with.
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(IImportedConnectors)) == true)
        {
            api.MapImportedConnectors();
        }

        // An address below /api that nothing serves is an error for programs, not a page for people.
        api.MapFallback(
                "{**path}",
                () => Problems.ApiProblem.Of(StatusCodes.Status404NotFound, "notFound", "There is nothing at this address.")
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        endpoints.MapOAuth();
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return endpoints;
    }

    /// <summary>How a value of a closed set is written in the API.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal static TBuilder Scope<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(scope);
}
