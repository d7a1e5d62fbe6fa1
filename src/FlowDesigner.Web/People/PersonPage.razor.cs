using FlowDesigner.Web.Shell;
using FlowRuntime.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace FlowDesigner.Web.People;

/// <summary>One person: roles, password, lock.</summary>
public sealed partial class PersonPage
{
    private Person? _person;
    private IList<string> _roles = [];
    private Notice? _notice;

    /// <summary>The person.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromForm(FormName = "person-roles")]
    private RolesForm? Roles { get; set; }

    [SupplyParameterFromForm(FormName = "person-password")]
    private ResetForm? Reset { get; set; }

    [Inject]
    private UserManager<Person> People { get; set; } = null!; // set by the renderer

    [Inject]
    private Administrators Administrators { get; set; } = null!; // set by the renderer

    private bool IsLocked => _person?.LockoutEnd == DateTimeOffset.MaxValue;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _person = await People.FindByIdAsync(Id);
        _roles = _person is null ? [] : await People.GetRolesAsync(_person);
    }

    private async Task SaveAsync()
    {
        var wanted = (Roles?.Chosen ?? []).Where(Access.Roles.Contains).ToList();
        if (_person is null || string.IsNullOrWhiteSpace(Roles?.Name) || wanted.Count == 0)
        {
            _notice = new Notice("bad", T["Give a name and at least one role."]);
            return;
        }

        if (!wanted.Contains(PersonRoles.Admin) && await Administrators.IsLastAsync(_person))
        {
            _notice = new Notice("bad", T["This is the last administrator. Make another one first."]);
            return;
        }

        if (await Administrators.IsNameTakenAsync(Roles.Name, _person))
        {
            _notice = new Notice("bad", T[IdentityWords.NameTaken]);
            return;
        }

        _person.DisplayName = Roles.Name.Trim();
        var result = await People.UpdateAsync(_person);
        result = result.Succeeded ? await People.RemoveFromRolesAsync(_person, [.. _roles.Except(wanted)]) : result;
        result = result.Succeeded ? await People.AddToRolesAsync(_person, [.. wanted.Except(_roles)]) : result;
        await DoneAsync(result, T["Saved. It takes effect within a minute."]);
    }

    private async Task ResetAsync()
    {
        if (_person is null)
        {
            return;
        }

        var token = await People.GeneratePasswordResetTokenAsync(_person);
        var result = await People.ResetPasswordAsync(_person, token, Reset?.Password ?? "");
        if (result.Succeeded && !IsLocked)
        {
            await People.SetLockoutEndDateAsync(_person, null);
            await People.ResetAccessFailedCountAsync(_person);
        }

        await DoneAsync(result, T["The password was set."]);
    }

    private async Task LockAsync()
    {
        if (_person is null)
        {
            return;
        }

        if (!IsLocked && await Administrators.IsLastAsync(_person))
        {
            _notice = new Notice("bad", T["This is the last administrator. Make another one first."]);
            return;
        }

        var result = await People.SetLockoutEndDateAsync(_person, IsLocked ? null : DateTimeOffset.MaxValue);
        await DoneAsync(result, T[IsLocked ? "Locked." : "Unlocked."]);
    }

    /// <summary>A new stamp ends the sessions that stand on the old state.</summary>
    private async Task DoneAsync(IdentityResult result, string words)
    {
        if (_person is not null && result.Succeeded)
        {
            await People.UpdateSecurityStampAsync(_person);
            _roles = await People.GetRolesAsync(_person);
        }

        _notice = result.Succeeded ? new Notice("good", words) : new Notice("bad", IdentityWords.Of(T, result));
    }

    /// <summary>What is posted to change name and roles.</summary>
    private sealed class RolesForm
    {
        public string? Name { get; set; }

        public List<string> Chosen { get; set; } = [];
    }

    /// <summary>What is posted to set a password.</summary>
    private sealed class ResetForm
    {
        public string? Password { get; set; }
    }
}
