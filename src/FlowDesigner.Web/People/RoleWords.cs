using FlowRuntime.People;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.People;

/// <summary>What the roles are called and what they open.</summary>
internal static class RoleWords
{
    /// <summary>The role's name for people.</summary>
    public static string Title(IStringLocalizer<PeopleText> text, string role) =>
        role switch
        {
            PersonRoles.Admin => text["Administrator"],
            PersonRoles.Analyst => text["Analyst"],
            PersonRoles.Agent => text["Agent"],
            _ => role,
        };

    /// <summary>What the role opens, one sentence.</summary>
    public static string Summary(IStringLocalizer<PeopleText> text, string role) =>
        role switch
        {
            PersonRoles.Admin => text["Connections, secrets and people; and everything below."],
            PersonRoles.Analyst => text["Draws, tests and publishes flows."],
            PersonRoles.Agent => text["Talks with visitors that a bot handed over."],
            _ => "",
        };
}
