using System.Security.Claims;
using FlowRuntime.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FlowDesigner.Web.People;

/// <summary>Puts the display name into the cookie's identity, so that <c>User.Identity.Name</c> is what people know.</summary>
internal sealed class PersonClaims(
    UserManager<Person> people,
    RoleManager<IdentityRole> roles,
    IOptions<IdentityOptions> options
) : UserClaimsPrincipalFactory<Person, IdentityRole>(people, roles, options)
{
    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.DisplayName.Length > 0 && identity.FindFirst(identity.NameClaimType) is { } name)
        {
            identity.RemoveClaim(name);
            identity.AddClaim(new Claim(identity.NameClaimType, user.DisplayName));
        }

        return identity;
    }
}
