using FlowRuntime.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace FlowDesigner.Web.People;

/// <summary>Makes the first administrator of an installation, for whoever knows the code of its console.</summary>
public sealed partial class SetupPage
{
    private string? _problem;

    [SupplyParameterFromForm]
    private SetupForm? Form { get; set; }

    [Inject]
    private SetupCode Code { get; set; } = null!; // set by the renderer

    [Inject]
    private Administrators Administrators { get; set; } = null!; // set by the renderer

    [Inject]
    private SignInManager<Person> SignIn { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetupForm();
        if (await Administrators.ExistAsync())
        {
            Navigation.NavigateTo("/login");
        }
    }

    private async Task CreateAsync()
    {
        if (!Code.Matches(Form?.Code))
        {
            _problem = T[Code.IsSpent
                ? "Too many wrong codes. Start FlowStudio again: it prints a new one."
                : "This is not the code that FlowStudio printed at its start."];
            return;
        }

        var (email, name, password) = (Form?.Email?.Trim() ?? "", Form?.Name?.Trim() ?? "", Form?.Password ?? "");
        var result = await Administrators.CreateFirstAsync(email, name, password);
        if (!result.Succeeded)
        {
            _problem = IdentityWords.Of(T, result);
            return;
        }

        await SignIn.PasswordSignInAsync(email, password, isPersistent: false, lockoutOnFailure: false);
        Navigation.NavigateTo("/");
    }

    /// <summary>What is posted.</summary>
    private sealed class SetupForm
    {
        public string? Code { get; set; }

        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
