using FlowRuntime.People;

namespace FlowDesigner.Web.People;

/// <summary>What the roles are called and what they open.</summary>
internal static class RoleWords
{
    /// <summary>The role's name for people.</summary>
    public static string Title(string role) =>
        role switch
        {
            PersonRoles.Admin => "Administrator",
            PersonRoles.Analyst => "Analyst",
            PersonRoles.Agent => "Agent",
            _ => role,
        };

    /// <summary>What the role opens, one sentence.</summary>
    public static string Summary(string role) =>
        role switch
        {
            PersonRoles.Admin => "Connections, secrets and people; and everything below.",
            PersonRoles.Analyst => "Draws, tests and publishes flows.",
            PersonRoles.Agent => "Talks with visitors that a bot handed over.",
            _ => "",
        };
}
