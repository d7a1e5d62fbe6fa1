namespace FlowEngine.Running;

/// <summary>A message of the bot to the visitor. Channels encode it for where it is shown.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Buttons">Suggested answers; null for none.</param>
public sealed record OutgoingMessage(string Text, IReadOnlyList<MessageButton>? Buttons = null);

/// <summary>A suggested answer.</summary>
/// <param name="Title">Word on the button.</param>
/// <param name="Value">Text that is sent when it is pressed.</param>
public sealed record MessageButton(string Title, string Value);
