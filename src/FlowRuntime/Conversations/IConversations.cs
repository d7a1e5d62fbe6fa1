using FlowEngine.Running;
using FlowRuntime.Connections;

namespace FlowRuntime.Conversations;

/// <summary>Conversations, their transcripts and runs. The one door of channels, agents and API; thread-safe.</summary>
public interface IConversations
{
    /// <summary>Opens a conversation with the live version of a bot and appends <c>started</c>.</summary>
    /// <param name="opening">Who talks to which bot over which channel.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When committed: true when it was new, false when it had been opened before (nothing is appended then).</returns>
    Task<bool> OpenAsync(ConversationOpening opening, CancellationToken cancellationToken);

    /// <summary>Appends a visitor's message to the inbox and the transcript in one commit.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="posted">What was posted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The sequence number, the first one again for a repeated client activity id; and what stood in the way.</returns>
    Task<PostResult> PostAsync(string conversationId, PostedMessage posted, CancellationToken cancellationToken);

    /// <summary>The visitor ends the conversation: its owner becomes <see cref="ConversationOwner.Closed"/>.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When committed: false when there is no such conversation or it had ended before.</returns>
    Task<bool> EndAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Reads a conversation.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It; null when there is none.</returns>
    Task<ConversationSummary?> FindAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Reads messages in order.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="afterSequence">Only messages with a greater sequence number; 0 for all.</param>
    /// <param name="limit">At most so many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages.</returns>
    Task<IReadOnlyList<TranscriptMessage>> ReadAsync(
        string conversationId,
        long afterSequence,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Lists conversations, the latest change first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most <see cref="ConversationQuery.Limit"/> of them.</returns>
    Task<IReadOnlyList<ConversationSummary>> ListAsync(ConversationQuery query, CancellationToken cancellationToken);

    /// <summary>An agent takes a waiting conversation.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else has it or it does not wait.</returns>
    Task<bool> ClaimAsync(string conversationId, string agent, CancellationToken cancellationToken);

    /// <summary>An agent writes to the visitor; allowed to the owner of a claimed conversation.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="text">The message, 1 to 4,000 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the agent does not own the conversation.</returns>
    Task<bool> ReplyAsync(string conversationId, string agent, string text, CancellationToken cancellationToken);

    /// <summary>An agent gives the conversation back to the bot.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the agent does not own the conversation.</returns>
    Task<bool> ReturnToBotAsync(string conversationId, string agent, CancellationToken cancellationToken);

    /// <summary>An agent closes the conversation.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the agent does not own the conversation.</returns>
    Task<bool> CloseAsync(string conversationId, string agent, CancellationToken cancellationToken);

    /// <summary>Ends a run: its cancellation goes before everything else that waits for the conversation.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why, for the journal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When committed: whether the run will be ended.</returns>
    Task<CancelStatus> CancelRunAsync(string runId, string reason, CancellationToken cancellationToken);

    /// <summary>Lists runs of a bot in one environment, the newest first.</summary>
    /// <param name="botId">The bot, or its address in another environment than <c>live</c>; see <see cref="Library.BotAddress"/>.</param>
    /// <param name="beforeRunId">Only runs older than this one; null for the newest.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    Task<IReadOnlyList<RunSummary>> ListRunsAsync(
        string botId,
        string? beforeRunId,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Reads a run with its journal.</summary>
    /// <param name="botId">The bot; the run may be of any environment.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It; null when there is none.</returns>
    Task<RunDetail?> FindRunAsync(string botId, string runId, CancellationToken cancellationToken);
}

/// <summary>A conversation to open.</summary>
/// <param name="ConversationId">Its id, made by the channel.</param>
/// <param name="BotId">The bot, or its address in another environment than <c>live</c>; see <see cref="Library.BotAddress"/>.</param>
/// <param name="Channel">Key of the channel.</param>
/// <param name="ContactId">Verified id of the visitor, or one of ours.</param>
/// <param name="ContactName">Name given; null when unknown.</param>
/// <param name="Language">BCP 47 tag the visitor asked for; null for the bot's first.</param>
public sealed record ConversationOpening(
    string ConversationId,
    string BotId,
    string Channel,
    string ContactId,
    string? ContactName = null,
    string? Language = null
);

/// <summary>A visitor's message.</summary>
/// <param name="ClientActivityId">Id that the client gave it, for deduplication; null when it gave none.</param>
/// <param name="Input">What the bot reacts to.</param>
/// <param name="Activity">The channel's own form of the message, kept verbatim for the echo; a JSON object.</param>
public sealed record PostedMessage(string? ClientActivityId, TurnInput.Message Input, System.Text.Json.JsonElement Activity);

/// <summary>Outcome of posting.</summary>
/// <param name="Status">What happened.</param>
/// <param name="Sequence">Sequence number of the message in its conversation, from 1; 0 when nothing was taken.</param>
public sealed record PostResult(PostStatus Status, long Sequence);

/// <summary>What happened to a posted message.</summary>
public enum PostStatus
{
    /// <summary>Committed; it will be answered.</summary>
    Accepted,

    /// <summary>Committed before; nothing was added.</summary>
    Repeated,

    /// <summary>The conversation has ended.</summary>
    Closed,

    /// <summary>No such conversation.</summary>
    Missing,
}

/// <summary>What became of the wish to end a run.</summary>
public enum CancelStatus
{
    /// <summary>Committed; the run ends with its next turn.</summary>
    Accepted,

    /// <summary>It has ended already.</summary>
    Ended,

    /// <summary>No such run.</summary>
    Missing,
}

/// <summary>A message in the transcript.</summary>
/// <param name="Sequence">Number in the conversation, from 1, without gaps; also the watermark.</param>
/// <param name="From">Who wrote it.</param>
/// <param name="Author">Contact id, bot id or name of the agent.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Buttons">Suggested answers; empty for none.</param>
/// <param name="Activity">The channel's own form of a visitor's message; undefined for others.</param>
/// <param name="At">When committed, UTC.</param>
/// <param name="RunId">Run that said it; null for others.</param>
/// <param name="Attachments">What goes with the text: of a bot anything, of a visitor files; null for nothing.</param>
public sealed record TranscriptMessage(
    long Sequence,
    MessageFrom From,
    string Author,
    string Text,
    IReadOnlyList<MessageButton> Buttons,
    System.Text.Json.JsonElement Activity,
    DateTimeOffset At,
    string? RunId,
    IReadOnlyList<MessageAttachment>? Attachments = null
);

/// <summary>Who wrote a message.</summary>
public enum MessageFrom
{
    /// <summary>The visitor.</summary>
    Visitor,

    /// <summary>The bot.</summary>
    Bot,

    /// <summary>A human agent.</summary>
    Agent,

    /// <summary>FlowStudio itself, for example "an agent has joined".</summary>
    System,

    /// <summary>The bot, for the agents only: channels never send it.</summary>
    Note,
}

/// <summary>Who owns a conversation.</summary>
public enum ConversationOwner
{
    /// <summary>The bot answers.</summary>
    Bot,

    /// <summary>Waits for an agent; the bot is silent.</summary>
    Queued,

    /// <summary>An agent answers; the bot is silent.</summary>
    Agent,

    /// <summary>Ended; nobody answers.</summary>
    Closed,
}

/// <summary>A conversation in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="BotId">The bot, or its address in another environment than <c>live</c>; see <see cref="Library.BotAddress"/>.</param>
/// <param name="Channel">Key of the channel.</param>
/// <param name="ContactId">The visitor.</param>
/// <param name="ContactName">Name given; null when unknown.</param>
/// <param name="Owner">Who answers.</param>
/// <param name="Agent">Agent who has it; null for none.</param>
/// <param name="HandoffReason">Why it was handed over; null when it was not.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="ChangedAt">Last message or change of owner, UTC.</param>
/// <param name="LastSequence">Number of the latest message.</param>
/// <param name="LastText">Text of the latest message; empty for none.</param>
/// <param name="HandoffQueue">Team or skill that is wanted; null for any agent.</param>
public sealed record ConversationSummary(
    string Id,
    string BotId,
    string Channel,
    string ContactId,
    string? ContactName,
    ConversationOwner Owner,
    string? Agent,
    string? HandoffReason,
    DateTimeOffset StartedAt,
    DateTimeOffset ChangedAt,
    long LastSequence,
    string LastText,
    string? HandoffQueue = null
);

/// <summary>Which conversations to list.</summary>
/// <param name="Owners">Only these owners; empty for all. Runs without a chat are listed only while they are with the agents.</param>
/// <param name="BotId">Only this bot; null for all.</param>
/// <param name="Limit">At most so many, 1 to 500.</param>
public sealed record ConversationQuery(IReadOnlyList<ConversationOwner> Owners, string? BotId = null, int Limit = 100);

/// <summary>A run in the list.</summary>
/// <param name="Id">Its id; ids sort by start.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="FlowId">Flow it started in.</param>
/// <param name="BotVersion">Version it is pinned to.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="ChangedAt">UTC.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Environment">Environment that it is pinned to.</param>
public sealed record RunSummary(
    string Id,
    string ConversationId,
    string FlowId,
    int BotVersion,
    RunStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset ChangedAt,
    NodeError? Error,
    string Environment = ConnectionEnvironment.Live
);

/// <summary>A run with its record.</summary>
/// <param name="Run">The run.</param>
/// <param name="Journal">Its journal in order.</param>
public sealed record RunDetail(RunSummary Run, IReadOnlyList<JournalEntry> Journal);
