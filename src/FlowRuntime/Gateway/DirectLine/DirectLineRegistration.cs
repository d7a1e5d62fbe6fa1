using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>The channel <c>directline</c>: Bot Framework Direct Line 3.0, so that Web Chat and its SDKs talk to our bots.</summary>
public static class DirectLineRegistration
{
    /// <summary>Base path of the protocol.</summary>
    internal const string Path = "/v3/directline";

    // What clients were seen to send.
    private const string AllowedHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";

    /// <summary>Registers the channel. Needs conversations, their events and the vault.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DirectLineSecrets>();
        services.AddSingleton<IDirectLineSecrets>(provider => provider.GetRequiredService<DirectLineSecrets>());
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineGrants>();
        services.AddSingleton<DirectLineDoor>();
        services.AddSingleton<StreamEchoes>();
        services.AddSingleton<ActivityStreams>();
        return services;
    }

    /// <summary>Maps <c>/v3/directline</c>. Call <c>UseWebSockets()</c> before.</summary>
    /// <param name="endpoints">Where to map.</param>
    /// <returns>The same endpoints.</returns>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        var open = endpoints.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        open.MapMethods("/{**path}", [HttpMethods.Options], Preflight);
        StreamEndpoint.Map(open);

        var guarded = open.MapGroup("");
        guarded.AddEndpointFilterFactory(
            (context, next) =>
            {
                var door = context.ApplicationServices.GetRequiredService<DirectLineDoor>();
                return invocation => door.InvokeAsync(invocation, next);
            }
        );
        TokenEndpoints.Map(guarded);
        ConversationEndpoints.Map(guarded);
        ActivityEndpoints.Map(guarded);
        // Web Chat asks for it before it shows a sign-in card; we have none, and an empty id says so.
        guarded.MapGet("/session/getsessionid", () => Results.Json(new { sessionId = "" }));
        return endpoints;
    }

    private static IResult Preflight(HttpContext http)
    {
        DirectLineDoor.AllowCrossOrigin(http.Response);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST";
        http.Response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        http.Response.Headers.AccessControlMaxAge = "7200";
        return Results.NoContent();
    }
}
