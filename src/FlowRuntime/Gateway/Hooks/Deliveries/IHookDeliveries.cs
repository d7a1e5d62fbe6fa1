using System.Text.Json;
using FlowEngine.Running;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>The log of the calls of webhooks: searched, shown, run again, and made into tests. Thread-safe.</summary>
public interface IHookDeliveries
{
    /// <summary>Searches the log, newest first.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lines.</returns>
    Task<IReadOnlyList<HookDeliveryLine>> ListAsync(HookDeliveryQuery query, CancellationToken cancellationToken);

    /// <summary>Reads a call with its payload, without headers that prove who calls, and with known secrets masked.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="id">Id of the delivery.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The call; null when there is none.</returns>
    Task<HookDeliveryDetail?> FindAsync(string botId, string id, CancellationToken cancellationToken);

    /// <summary>Runs a call again with the live version, as a new run; it counts as no repetition of its event.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="id">Id of the delivery.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up before the run is stored.</param>
    /// <returns>The run, or why there is none.</returns>
    Task<HookReplay> ReplayLiveAsync(string botId, string id, string actor, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a call again with the draft, in memory: nothing is stored. Other systems are really called only when asked for.
    /// </summary>
    /// <param name="botId">The bot.</param>
    /// <param name="id">Id of the delivery.</param>
    /// <param name="callOthers">True to call other systems over the bot's connections; false to refuse every connection.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What happened, or why nothing could.</returns>
    Task<HookDraftReplay> ReplayDraftAsync(string botId, string id, bool callOthers, string actor, CancellationToken cancellationToken);

    /// <summary>Makes a flow test of a call: the content of a <c>*.test.json</c> file that triggers the flow with the same event.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="id">Id of the delivery.</param>
    /// <param name="name">What the test shows; null to make a name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The test, expecting what the flow answered; null when there is no call or its payload is forgotten.</returns>
    Task<string?> WriteTestAsync(string botId, string id, string? name, CancellationToken cancellationToken);
}

/// <summary>What to look for in the log.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="Hook">Name of the webhook; null for all.</param>
/// <param name="Outcome">What became of the call; null for anything.</param>
/// <param name="Text">Part of the event's id, of the run's id, or of the payload; null for anything.</param>
/// <param name="Before">Calls that came before this line only; null for the newest.</param>
/// <param name="Limit">At most so many, 1 to 200.</param>
public sealed record HookDeliveryQuery(
    string BotId,
    string? Hook = null,
    HookOutcome? Outcome = null,
    string? Text = null,
    long? Before = null,
    int Limit = 50
);

/// <summary>A call in the log.</summary>
/// <param name="Number">Its place in the log, for <see cref="HookDeliveryQuery.Before"/>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Hook">Name of the webhook.</param>
/// <param name="At">When it came, UTC.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">HTTP status of the answer; 0 while the caller waits.</param>
/// <param name="Problem">Code of the refusal; null for none.</param>
/// <param name="EventId">Id of the event; null for none.</param>
/// <param name="ConversationId">Conversation of the run; null for none.</param>
/// <param name="Duration">From the arrival to the answer.</param>
/// <param name="Size">Size of the body. Unit: bytes.</param>
/// <param name="HasPayload">True while the payload is kept.</param>
public sealed record HookDeliveryLine(
    long Number,
    string Id,
    string Hook,
    DateTimeOffset At,
    HookOutcome Outcome,
    int Status,
    string? Problem,
    string? EventId,
    string? ConversationId,
    TimeSpan Duration,
    int Size,
    bool HasPayload
);

/// <summary>A call with its payload.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Head">Method, headers and query; undefined once they are forgotten.</param>
/// <param name="Body">The body as text; null once it is forgotten or where it is no text.</param>
/// <param name="RunId">The run; null for none so far.</param>
/// <param name="Response">What the flow answered; null for nothing.</param>
public sealed record HookDeliveryDetail(HookDeliveryLine Line, JsonElement Head, string? Body, string? RunId, FlowResponse? Response);

/// <summary>Outcome of running a call again.</summary>
/// <param name="ConversationId">Conversation of the new run; null when there is none.</param>
/// <param name="ErrorCode"><c>delivery.missing</c>, <c>delivery.forgotten</c> or <c>hook.missing</c>; null when it runs.</param>
/// <param name="Message">What to do, one sentence; null when it runs.</param>
public sealed record HookReplay(string? ConversationId, string? ErrorCode = null, string? Message = null);

/// <summary>What happened when the draft ran a call again.</summary>
/// <param name="Status">Where the run stands; null when there was none.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Said">What the flow said.</param>
/// <param name="Response">What it answered; null for nothing.</param>
/// <param name="Journal">What it did, secrets masked.</param>
/// <param name="ErrorCode"><c>delivery.missing</c>, <c>delivery.forgotten</c>, <c>hook.missing</c> or <c>bot.invalid</c>; null when it ran.</param>
/// <param name="Message">What to do, one sentence; null when it ran.</param>
public sealed record HookDraftReplay(
    RunStatus? Status,
    NodeError? Error,
    IReadOnlyList<string> Said,
    FlowResponse? Response,
    IReadOnlyList<JournalEntry> Journal,
    string? ErrorCode = null,
    string? Message = null
);
