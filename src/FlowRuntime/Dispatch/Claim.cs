using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;

namespace FlowRuntime.Dispatch;

/// <summary>A conversation taken for one turn, with everything the turn starts from.</summary>
/// <param name="TurnNo">Fence: commits of this claim carry it and are refused once a newer claim exists.</param>
/// <param name="BotId">The bot.</param>
/// <param name="Conversation">The conversation as expressions see it.</param>
/// <param name="Owner">Who answered when it was taken.</param>
/// <param name="StateJson">JSON of the latest run; null when there was none.</param>
/// <param name="ItemId">Inbox row to react to.</param>
/// <param name="InputJson">JSON of what it holds.</param>
/// <param name="Now">Time of the turn: of its first attempt, when that one committed something.</param>
/// <param name="IsHeadless">True for a run without a chat: the conversation is closed when the run ends.</param>
/// <param name="EventDepth">How many flows, one started by the event of the other, led here.</param>
internal sealed record Claim(
    long TurnNo,
    string BotId,
    ConversationInfo Conversation,
    ConversationOwner Owner,
    byte[]? StateJson,
    long ItemId,
    byte[] InputJson,
    DateTimeOffset Now,
    bool IsHeadless,
    int EventDepth
)
{
    /// <summary>The run that nothing but this claim knows of, until its first commit; null for one from the inbox.</summary>
    public FreshStart? Fresh { get; init; }

    /// <summary>Inbox row to react to, once it is stored.</summary>
    public long Item => Fresh?.ItemId ?? ItemId;

    /// <summary>Claims a run that begins at once.</summary>
    public static Claim Of(FreshStart fresh, DateTimeOffset now) =>
        new(
            1,
            fresh.Start.BotId,
            new ConversationInfo(fresh.Start.ConversationId, fresh.Start.Channel, fresh.Start.Language, fresh.Start.ContactId, null),
            ConversationOwner.Bot,
            null,
            0,
            [],
            now,
            IsHeadless: true,
            fresh.Start.EventDepth
        )
        {
            Fresh = fresh,
        };

    /// <summary>Reads the latest run; every call makes a new one.</summary>
    /// <returns>It; null when there was none.</returns>
    public RunState? ReadState() =>
        StateJson is null ? null : JsonSerializer.Deserialize(StateJson, RunJson.Default.RunState);

    /// <summary>Reads the input.</summary>
    /// <returns>It.</returns>
    public TurnInput ReadInput() =>
        JsonSerializer.Deserialize(InputJson, RunJson.Default.TurnInput)
        ?? throw new JsonException("An inbox row holds no input.");
}

/// <summary>The claim was lost to a newer one, or the database refused the commit: nothing after the last commit counts.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always concerns a conversation.")]
[SuppressMessage("Design", "CA1064", Justification = "The dispatcher alone catches it.")]
internal sealed class TurnLostException(string conversationId, Exception? inner = null)
    : Exception($"The turn of conversation {conversationId} could not be committed.", inner);
