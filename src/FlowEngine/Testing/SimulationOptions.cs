using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Testing;

/// <summary>Settings of a simulated conversation.</summary>
public sealed record SimulationOptions
{
    /// <summary>Who talks and where.</summary>
    public ConversationInfo Conversation { get; init; } = new("simulation", "test", "en", "visitor", null);

    /// <summary>Values that expressions read as <c>env</c>; undefined for none.</summary>
    public JsonElement Environment { get; init; }

    /// <summary>How long a turn waits for calls in all before it goes on without them.</summary>
    public TimeSpan CallBudget { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Seed of the random numbers; null to take it from the clock.</summary>
    public int? RandomSeed { get; init; }

    /// <summary>Gives the answers that stand in for calls, by flow and node; null, like an answer of null, to make the calls.</summary>
    public Func<string, string, CallResult?>? MadeUpAnswers { get; init; }

    /// <summary>Told of everything as it happens, on the thread where it happens; must return at once and not throw.</summary>
    public Action<SimulationEvent>? Listener { get; init; }
}

/// <summary>Something that happened in a simulated conversation. A closed set.</summary>
public abstract record SimulationEvent
{
    private SimulationEvent() { }

    /// <summary>Somebody said something.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Said(SimulatedMessage Message) : SimulationEvent;

    /// <summary>A flow did something: light it up.</summary>
    /// <param name="Entry">What it did.</param>
    /// <param name="Variables">Values of the variables by name after it; null when it concerns no node's values.</param>
    public sealed record Journaled(JournalEntry Entry, IReadOnlyDictionary<string, JsonElement>? Variables = null) : SimulationEvent;

    /// <summary>The bot handed the conversation to the agents.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record HandedOff(string Reason) : SimulationEvent;

    /// <summary>A call takes longer than the turn: the visitor sees that the bot is busy.</summary>
    /// <param name="NodeId">The node that calls.</param>
    public sealed record CallContinues(string NodeId) : SimulationEvent;
}

/// <summary>A message of a simulated conversation.</summary>
/// <param name="FromVisitor">True for the visitor, false for the bot.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Buttons">Suggested answers; empty for none.</param>
/// <param name="Attachments">What goes with the text; null for nothing.</param>
/// <param name="Audience">Who reads it: a note for the agents is no message to the visitor.</param>
public sealed record SimulatedMessage(
    bool FromVisitor,
    string Text,
    IReadOnlyList<MessageButton> Buttons,
    IReadOnlyList<MessageAttachment>? Attachments = null,
    MessageAudience Audience = MessageAudience.Visitor
);
