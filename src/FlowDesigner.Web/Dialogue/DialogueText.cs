namespace FlowDesigner.Web.Dialogue;

/// <summary>Marks the texts about how a bot leads a conversation.</summary>
internal sealed class DialogueText;
