using Microsoft.AspNetCore.Identity;

namespace FlowRuntime.People;

/// <summary>A user of the designer.</summary>
public sealed class Person : IdentityUser
{
    /// <summary>Name shown to others.</summary>
    public string DisplayName { get; set; } = "";
}

/// <summary>The roles of people; a person may have several.</summary>
public static class PersonRoles
{
    /// <summary>Connections, credentials, people, API keys; and all below.</summary>
    public const string Admin = "admin";

    /// <summary>Draws, tests and publishes flows.</summary>
    public const string Analyst = "analyst";

    /// <summary>Talks with visitors that were handed over.</summary>
    public const string Agent = "agent";
}
