using FlowRuntime.People;

namespace FlowDesigner.Web.People;

/// <summary>Which roles open what; for <c>[Authorize(Roles = …)]</c>. An administrator may do all that others may.</summary>
public static class Access
{
    /// <summary>Connections, people, secrets of channels.</summary>
    public const string Admin = PersonRoles.Admin;

    /// <summary>Bots and flows.</summary>
    public const string Analyst = PersonRoles.Admin + "," + PersonRoles.Analyst;

    /// <summary>Conversations that were handed over.</summary>
    public const string Agent = PersonRoles.Admin + "," + PersonRoles.Agent;

    /// <summary>Anyone who has a role at all.</summary>
    public const string Everyone = PersonRoles.Admin + "," + PersonRoles.Analyst + "," + PersonRoles.Agent;

    /// <summary>The roles, the mightiest first.</summary>
    public static IReadOnlyList<string> Roles { get; } = [PersonRoles.Admin, PersonRoles.Analyst, PersonRoles.Agent];
}
