using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.People;

/// <summary>Makes a person with a first password.</summary>
public sealed partial class NewPersonPage
{
    private string? _problem;

    [SupplyParameterFromForm]
    private PersonForm? Form { get; set; }

    [Inject]
    private Administrators Administrators { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new PersonForm();

    private async Task CreateAsync()
    {
        var roles = (Form?.Roles ?? []).Where(Access.Roles.Contains).ToList();
        if (string.IsNullOrWhiteSpace(Form?.Name) || roles.Count == 0)
        {
            _problem = T["Give a name and at least one role."];
            return;
        }

        var result = await Administrators.CreateAsync(Form.Email ?? "", Form.Name, Form.Password ?? "", roles);
        _problem = result.Succeeded ? null : IdentityWords.Of(T, result);
        if (result.Succeeded)
        {
            Navigation.NavigateTo("/people");
        }
    }

    /// <summary>What is posted.</summary>
    private sealed class PersonForm
    {
        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public List<string> Roles { get; set; } = [];
    }
}
