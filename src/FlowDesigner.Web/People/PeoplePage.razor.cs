using FlowRuntime.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlowDesigner.Web.People;

/// <summary>Everybody who can sign in.</summary>
public sealed partial class PeoplePage
{
    private readonly List<(Person Person, IList<string> Roles)> _people = [];

    [Inject]
    private UserManager<Person> Members { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        foreach (var person in await Members.Users.OrderBy(p => p.DisplayName).ToListAsync())
        {
            _people.Add((person, await Members.GetRolesAsync(person)));
        }
    }
}
