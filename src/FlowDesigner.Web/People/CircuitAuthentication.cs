using System.Security.Claims;
using FlowRuntime.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace FlowDesigner.Web.People;

/// <summary>Asks once a minute whether the person of an open page may still be here.</summary>
internal sealed class CircuitAuthentication(ILoggerFactory loggers, IServiceScopeFactory scopes)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<Person>>();
        return await IsCurrentAsync(signIn, authenticationState.User);
    }

    private static async Task<bool> IsCurrentAsync(SignInManager<Person> signIn, ClaimsPrincipal user) =>
        await signIn.ValidateSecurityStampAsync(user) is not null;
}
