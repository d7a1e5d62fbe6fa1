using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>A message of the bot. Channels encode it for where it is shown.</summary>
/// <param name="Text">Plain text; may be empty beside attachments.</param>
/// <param name="Buttons">Suggested answers; null for none.</param>
/// <param name="Attachments">What goes with the text, in order, at most <see cref="MaximumAttachments"/>; null for none.</param>
/// <param name="Audience">Who reads it.</param>
public sealed record OutgoingMessage(
    string Text,
    IReadOnlyList<MessageButton>? Buttons = null,
    IReadOnlyList<MessageAttachment>? Attachments = null,
    MessageAudience Audience = MessageAudience.Visitor
)
{
    /// <summary>Most attachments of a message; a carousel counts as one.</summary>
    public const int MaximumAttachments = 5;

    /// <summary>The message for channels and lists that show nothing but text: the text, then each attachment in words.</summary>
    [JsonIgnore]
    public string PlainText => MessageAttachment.InWords(Text, Attachments);
}

/// <summary>A suggested answer.</summary>
/// <param name="Title">Word on the button.</param>
/// <param name="Value">Text that is sent when it is pressed.</param>
public sealed record MessageButton(string Title, string Value);

/// <summary>Who reads a message of the bot.</summary>
public enum MessageAudience
{
    /// <summary>The visitor, and whoever reads the transcript.</summary>
    Visitor,

    /// <summary>The agents only: a note in the transcript that no channel sends.</summary>
    Agents,
}
