using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Gateway.Chat;

/// <summary>The hosted chat: a page for each published bot, over Direct Line.</summary>
public static class ChatRegistration
{
    /// <summary>Registers the chat. Needs <c>AddDirectLine()</c> and the library; <see cref="ChatOptions"/> come from the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services
            .AddOptions<ChatOptions>()
            .BindConfiguration(ChatOptions.SectionName)
            .Validate(o => o.TokensPerMinute > 0 && o.ResumeDays > 0, "FlowStudio:Chat takes numbers above 0.")
            .ValidateOnStart();
        services.AddSingleton<ChatLimit>();
        services.AddSingleton<ChatVisitors>();
        return services;
    }

    /// <summary>Maps <c>/chat/{bot}</c>. The page loads <c>/client/widget.js</c>, which the host serves.</summary>
    /// <param name="endpoints">Where to map.</param>
    /// <returns>The same endpoints.</returns>
    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder endpoints)
    {
        ChatEndpoints.Map(endpoints.MapGroup("/chat").AllowAnonymous().ExcludeFromDescription());
        return endpoints;
    }
}
