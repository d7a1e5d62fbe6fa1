using FlowEngine.Running;

namespace FlowRuntime.Conversations;

/// <summary>Live news of conversations, after they were committed. Lossy for slow listeners: read again by watermark. Thread-safe.</summary>
public interface IConversationEvents
{
    /// <summary>Listens to one conversation.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="listener">Called on a thread of the publisher; must return at once and not throw.</param>
    /// <returns>Ends listening when disposed.</returns>
    IDisposable Listen(string conversationId, Action<ConversationEvent> listener);

    /// <summary>Listens to all conversations, for lists of agents and analysts.</summary>
    /// <param name="listener">Called on a thread of the publisher; must return at once and not throw.</param>
    /// <returns>Ends listening when disposed.</returns>
    IDisposable ListenToAll(Action<ConversationEvent> listener);
}

/// <summary>News of a conversation. A closed set.</summary>
/// <param name="ConversationId">The conversation.</param>
public abstract record ConversationEvent(string ConversationId)
{
    /// <summary>Messages were committed.</summary>
    /// <param name="ConversationId">The conversation.</param>
    /// <param name="Items">The messages in order.</param>
    public sealed record Messages(string ConversationId, IReadOnlyList<TranscriptMessage> Items)
        : ConversationEvent(ConversationId);

    /// <summary>The bot or an agent is writing; never stored.</summary>
    /// <param name="ConversationId">The conversation.</param>
    public sealed record Typing(string ConversationId) : ConversationEvent(ConversationId);

    /// <summary>The owner changed.</summary>
    /// <param name="ConversationId">The conversation.</param>
    /// <param name="Owner">Who answers now.</param>
    public sealed record OwnerChanged(string ConversationId, ConversationOwner Owner) : ConversationEvent(ConversationId);

    /// <summary>Journal entries were committed, for the live trace.</summary>
    /// <param name="ConversationId">The conversation.</param>
    /// <param name="Entries">The entries in order.</param>
    public sealed record Journaled(string ConversationId, IReadOnlyList<JournalEntry> Entries)
        : ConversationEvent(ConversationId);
}
