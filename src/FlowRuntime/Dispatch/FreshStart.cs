using System.Diagnostics.CodeAnalysis;
using FlowRuntime.Storage;

namespace FlowRuntime.Dispatch;

/// <summary>
/// A run without a chat that begins at once, before anything of it is on the disk: whoever asked waits for the commit, and
/// most runs end in it. A run that goes on is written like every other, with its input, as if it had been claimed from the inbox.
/// </summary>
/// <param name="start">The run.</param>
/// <param name="record">What goes into its first commit.</param>
internal sealed class FreshStart(HeadlessStart start, IStartRecord record)
{
    public HeadlessStart Start { get; } = start;

    public IStartRecord Record { get; } = record;

    /// <summary>Row of the input in the inbox; set in the commit that stores it, and used in later ones only.</summary>
    public long ItemId { get; set; }

    /// <summary>True once it is on the disk.</summary>
    public bool IsStored { get; set; }
}

/// <summary>What goes into the commit that makes a run durable.</summary>
internal interface IStartRecord
{
    /// <summary>Writes it.</summary>
    /// <param name="unit">The commit.</param>
    /// <param name="answered">HTTP status that the caller hears by this commit; null while he waits for the flow.</param>
    /// <exception cref="EventTakenException">The event that starts the run has started one before.</exception>
    void Write(WriteUnit unit, int? answered);
}

/// <summary>The event has started a run before.</summary>
/// <param name="conversationId">Conversation of that run.</param>
[SuppressMessage("Design", "CA1032", Justification = "It always names the conversation.")]
[SuppressMessage("Design", "CA1064", Justification = "Whoever starts runs catches it.")]
internal sealed class EventTakenException(string conversationId) : Exception("The event has started a run before.")
{
    public string ConversationId { get; } = conversationId;
}
