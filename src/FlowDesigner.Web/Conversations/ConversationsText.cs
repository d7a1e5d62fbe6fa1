namespace FlowDesigner.Web.Conversations;

/// <summary>Marks the texts of the agents' pages.</summary>
internal sealed class ConversationsText;
