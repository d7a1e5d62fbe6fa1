using FlowRuntime.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace FlowDesigner.Web.People;

/// <summary>Signs people in.</summary>
public sealed partial class LoginPage
{
    // A hash of nothing anybody knows: an unknown address costs as long as a wrong password.
    private static readonly string SpareHash = new PasswordHasher<Person>().HashPassword(new Person(), Guid.NewGuid().ToString());

    private bool _failed;

    [SupplyParameterFromForm]
    private LoginForm? Form { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    [Inject]
    private SignInManager<Person> SignIn { get; set; } = null!; // set by the renderer

    [Inject]
    private Administrators Administrators { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new LoginForm();
        if (!await Administrators.ExistAsync())
        {
            Navigation.NavigateTo("/setup");
        }
    }

    private async Task SignInAsync()
    {
        var person = await SignIn.UserManager.FindByEmailAsync(Form?.Email?.Trim() ?? "");
        var password = Form?.Password ?? "";
        if (person is null)
        {
            SignIn.UserManager.PasswordHasher.VerifyHashedPassword(new Person(), SpareHash, password);
            _failed = true;
            return;
        }

        var result = await SignIn.PasswordSignInAsync(person, password, isPersistent: false, lockoutOnFailure: true);
        _failed = !result.Succeeded;
        if (result.Succeeded)
        {
            Navigation.NavigateTo(LocalPath.OrElse(ReturnUrl, "/"));
        }
    }

    /// <summary>What is posted.</summary>
    private sealed class LoginForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
