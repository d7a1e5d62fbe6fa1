using FlowRuntime.Hosting;
using FlowRuntime.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlowDesigner.Web.People;

/// <summary>Makes the first administrator and guards the last one.</summary>
internal sealed partial class Administrators(
    UserManager<Person> people,
    RoleManager<IdentityRole> roles,
    IOptions<StudioOptions> options,
    ILogger<Administrators> logger
)
{
    // Two browsers on the setup page must not both make a first administrator.
    private static readonly SemaphoreSlim OneSetup = new(1, 1);

    /// <summary>Whether anybody can administer this installation.</summary>
    public async Task<bool> ExistAsync() => (await people.GetUsersInRoleAsync(PersonRoles.Admin)).Count > 0;

    /// <summary>Whether this person is the only administrator who can sign in.</summary>
    public async Task<bool> IsLastAsync(Person person)
    {
        var admins = await people.GetUsersInRoleAsync(PersonRoles.Admin);
        return admins.Any(a => a.Id == person.Id) && !admins.Any(a => a.Id != person.Id && a.LockoutEnd != DateTimeOffset.MaxValue);
    }

    /// <summary>Prepares the roles, and the administrator that the configuration names.</summary>
    public async Task PrepareAsync()
    {
        foreach (var role in Access.Roles)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole(role));
            }
        }

        var setup = options.Value.Setup;
        if (setup is { AdminEmail: { Length: > 0 } email, AdminPassword: { Length: > 0 } password } && !await ExistAsync())
        {
            var result = await CreateFirstAsync(email, email.Split('@')[0], password);
            if (result.Succeeded)
            {
                LogCreated(email);
            }
            else
            {
                var problems = string.Join(" ", result.Errors.Select(e => e.Description));
                throw new InvalidOperationException(
                    $"FlowStudio:Setup:AdminEmail and AdminPassword do not make an administrator: {problems}"
                );
            }
        }
    }

    /// <summary>Makes the first administrator; refuses when there is one.</summary>
    public async Task<IdentityResult> CreateFirstAsync(string email, string name, string password)
    {
        await OneSetup.WaitAsync();
        try
        {
            return await ExistAsync()
                ? IdentityResult.Failed(new IdentityError { Code = IdentityWords.ExistsCode, Description = "There is an administrator already." })
                : await CreateAsync(email, name, password, [PersonRoles.Admin]);
        }
        finally
        {
            OneSetup.Release();
        }
    }

    /// <summary>Makes a person with roles.</summary>
    public async Task<IdentityResult> CreateAsync(string email, string name, string password, IReadOnlyCollection<string> wanted)
    {
        if (await IsNameTakenAsync(name, except: null))
        {
            return IdentityResult.Failed(new IdentityError { Code = IdentityWords.NameTakenCode, Description = IdentityWords.NameTaken });
        }

        var person = new Person { UserName = email.Trim(), Email = email.Trim(), DisplayName = name.Trim(), LockoutEnabled = true };
        var result = await people.CreateAsync(person, password);
        return result.Succeeded ? await people.AddToRolesAsync(person, wanted) : result;
    }

    /// <summary>Whether somebody else is called so: a conversation belongs to an agent by name, so names are unique.</summary>
    public async Task<bool> IsNameTakenAsync(string name, Person? except)
    {
        var (wanted, id) = (name.Trim(), except?.Id);
        return await people.Users.AnyAsync(p => p.DisplayName == wanted && p.Id != id);
    }

    [LoggerMessage(3001, LogLevel.Information, "The administrator {Email} was created from the configuration.")]
    private partial void LogCreated(string email);
}
