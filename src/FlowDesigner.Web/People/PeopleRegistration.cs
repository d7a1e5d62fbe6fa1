using FlowRuntime.People;
using FlowRuntime.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace FlowDesigner.Web.People;

/// <summary>Registers sign-in, roles and the rule that nothing is open unless it says so.</summary>
internal static class PeopleRegistration
{
    /// <summary>Minutes without an answer after too many wrong passwords.</summary>
    public const int LockoutMinutes = 10;

    /// <summary>Adds people to the container.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services
            .AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // Length beats character classes (NIST SP 800-63B, 5.1.1.2).
                options.Password.RequiredLength = 8;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 4;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(LockoutMinutes);
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<StudioDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddDefaultTokenProviders();

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(c => c.ApplicationCookie!.Configure(Harden));
        // A locked person or a changed role takes effect within a minute, in open pages too.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddCascadingAuthenticationState();

        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireRole([.. Access.Roles]).Build()
            );
        services.AddSingleton<SetupCode>();
        services.AddScoped<Administrators>();
        return services;
    }

    private static void Harden(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "flowstudio";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.AccessDeniedPath = "/denied";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => RedirectAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context =>
        {
            // The start page is the analysts'; an agent starts with the conversations.
            if (context.Request.Path == "/" && context.HttpContext.User.IsInRole(PersonRoles.Agent))
            {
                context.Response.Redirect("/conversations");
                return Task.CompletedTask;
            }

            return RedirectAsync(context, StatusCodes.Status403Forbidden);
        };
    }

    /// <summary>People are sent to a page; programs get a status.</summary>
    private static Task RedirectAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var asksForPage = context.Request.Headers.Accept.Any(a => a?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
        if (asksForPage)
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }
}
