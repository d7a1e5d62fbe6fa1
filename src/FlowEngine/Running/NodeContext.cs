using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Understanding;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>The run as one node sees it. Valid during one attempt only.</summary>
public abstract class NodeContext
{
    /// <summary><c>runId/frame path/node id/visit</c>; the same on every attempt. Sent as <c>Idempotency-Key</c>.</summary>
    public abstract string EffectKey { get; }

    /// <summary>Id of the node.</summary>
    public abstract string NodeId { get; }

    /// <summary>How often the node was entered in this frame, from 1; suspending again after being resumed counts too.</summary>
    public abstract int Visit { get; }

    /// <summary>Number of the attempt, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>Time of the turn. UTC.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The conversation.</summary>
    public abstract ConversationInfo Conversation { get; }

    /// <summary>Language, clock and zone for reading what the visitor wrote.</summary>
    public abstract UnderstandingContext Reading { get; }

    /// <summary>The same on the visitor's clock: what "today" means in a message.</summary>
    public UnderstandingContext ReadingOfVisitor => Reading with { Zone = VisitorZone.Of(Conversation, Reading.Zone) };

    /// <summary>Finds entities and intents of this bot.</summary>
    public abstract IUnderstanding Understanding { get; }

    /// <summary>The bot.</summary>
    public abstract BotDefinition Bot { get; }

    /// <summary>What woke the node up after it suspended; null on entry.</summary>
    public abstract TurnInput? Resumed { get; }

    /// <summary>What the node put into its bookmark; undefined on entry.</summary>
    public abstract JsonElement ResumedState { get; }

    /// <summary>What names in expressions mean at this node.</summary>
    public abstract IExpressionScope Scope { get; }

    /// <summary>The connection named by the setting <c>connection</c>; throws when the node type declares none.</summary>
    public abstract IConnection Connection { get; }

    /// <summary>
    /// Takes the value of an entity out of the message that started the run: only while that is the latest message, only
    /// when it holds exactly one, and only once for each entity.
    /// </summary>
    /// <param name="entity">Id of an entity of the bot, or a built-in kind.</param>
    /// <returns>The value found; null when there is none to take.</returns>
    public abstract EntityMatch? TakeFromFirstMessage(string entity);

    /// <summary>Adds a message to the visitor. Not for nodes that call other systems: they return what they found.</summary>
    /// <param name="message">The message.</param>
    public abstract void Say(OutgoingMessage message);

    /// <summary>
    /// Sets a variable of the flow or the bot; a name nobody declared makes one in the frame. What a call sets counts
    /// once it has completed, in this turn or a later one.
    /// </summary>
    /// <param name="name">Name of the variable.</param>
    /// <param name="value">Its new value; must not live on a disposed document.</param>
    public abstract void SetVariable(string name, JsonElement value);

    /// <summary>
    /// Adds a line of the author's to the journal, and to the log of the application once the turn is committed. Not for
    /// nodes that call other systems.
    /// </summary>
    /// <param name="level">How much it weighs.</param>
    /// <param name="message">The line.</param>
    /// <param name="data">A value beside it, for the journal; left out when it is too large.</param>
    public abstract void Note(LogLevel level, string message, JsonElement data = default);

    /// <summary>
    /// The intent of the latest message that may interrupt this node: it scores above the bot's threshold for
    /// interruptions, has a flow that is not in progress, and the stack of interruptions is not full.
    /// </summary>
    /// <returns>Its id, for <see cref="NodeResult.Digressed"/>; null when the message may not interrupt.</returns>
    public abstract string? FindInterruption();

    /// <summary>The command that the latest message is, such as "start over".</summary>
    /// <returns>The command, for <see cref="NodeResult.Commanded"/>; null when the message is none.</returns>
    public virtual DialogueCommand? FindCommand() => null;

    /// <summary>Whether the latest message takes back the answer to the question before this one.</summary>
    /// <param name="takesText">True when this node takes any text for an answer.</param>
    /// <returns>The way back; null when it does not.</returns>
    internal virtual NodeResult.Corrected? FindCorrection(bool takesText) => null;

    /// <summary>Notes that this node was answered.</summary>
    /// <param name="state">What it goes on with when the answer is taken back; undefined for nothing.</param>
    /// <param name="answer">The answer.</param>
    internal virtual void NoteAnswer(JsonElement state, JsonElement answer) { }

    /// <summary>Notes that an answer did not fit.</summary>
    internal virtual void NoteMisfit() { }

    /// <summary>Tells other runs and flows that something happened. Not for nodes that call other systems.</summary>
    /// <param name="emitted">What happened.</param>
    public abstract void Emit(EmittedEvent emitted);

    /// <summary>Answers the request that started the run. Not for nodes that call other systems.</summary>
    /// <param name="response">The answer.</param>
    public abstract void Respond(FlowResponse response);

    /// <summary>Reads the key-value store; changes of this turn are seen. Not for nodes that call other systems.</summary>
    /// <param name="scope">Who shares the value.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; undefined when there is none.</returns>
    public abstract ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken);

    /// <summary>Changes the key-value store with the turn's commit. Not for nodes that call other systems.</summary>
    /// <param name="change">The change.</param>
    public abstract void WriteStore(StoreChange change);

    /// <summary>Puts the conversation into the agents' waiting list. Not for nodes that call other systems.</summary>
    /// <param name="reason">Why, for the agent.</param>
    /// <param name="queue">Team or skill that is wanted; null for any agent.</param>
    public abstract void HandOff(string reason, string? queue = null);
}
