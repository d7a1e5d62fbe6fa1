using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>What a conversation remembers beside its runs; goes on from one run to the next.</summary>
/// <param name="Misunderstood">Messages in a row that were not understood.</param>
/// <param name="Offer">Intents that were offered as buttons with the latest message; null for none.</param>
/// <param name="Misfits">Answers in a row that did not fit their question.</param>
/// <param name="Repeats">How often the latest message was sent before it, again and again.</param>
/// <param name="LastMessage">Number by which the latest message is recognised.</param>
/// <param name="Frustration">How much the visitor seems to lose patience, 0 to 1.</param>
public sealed record DialogueState(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Misunderstood = 0,
    IntentOffer? Offer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Misfits = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Repeats = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] uint LastMessage = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Frustration = 0
)
{
    /// <summary>A conversation in which nothing needs to be remembered.</summary>
    internal static DialogueState Fresh { get; } = new();

    /// <summary>The same once a message was understood; null when nothing is left to remember.</summary>
    internal static DialogueState? Understood(DialogueState? before) =>
        before is null || before with { Misunderstood = 0, Offer = null } is var after && after == Fresh ? null : after;
}

/// <summary>Intents that were offered as buttons.</summary>
/// <param name="Intents">Ids of the intents, in the order of the buttons.</param>
/// <param name="Input">The message that nobody knew what to make of, which the chosen flow gets; null where it gets the answer itself.</param>
/// <param name="IsQuestion">True when the bot asked which one was meant, so that it may be none of them.</param>
public sealed record IntentOffer(
    IReadOnlyList<string> Intents,
    VisitorInput? Input = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsQuestion = false
);
