namespace FlowDesigner.Web.People;

/// <summary>Marks the texts of signing in and of people with their roles.</summary>
internal sealed class PeopleText;
