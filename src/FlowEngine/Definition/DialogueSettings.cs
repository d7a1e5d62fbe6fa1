using FlowEngine.Conversing;

namespace FlowEngine.Definition;

/// <summary>How a bot leads a conversation beside its flows.</summary>
/// <param name="Commands">What is changed about the commands that work at any time; null for nothing.</param>
/// <param name="Ladder">What follows when messages are not understood; null for the fallback flow at once.</param>
/// <param name="Clarify">When the bot asks which of several intents is meant; null for the defaults.</param>
public sealed record DialogueSettings(
    IReadOnlyDictionary<DialogueCommand, CommandSettings>? Commands = null,
    LadderSettings? Ladder = null,
    ClarifySettings? Clarify = null
)
{
    /// <summary>The settings of a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Its settings; null for the defaults.</returns>
    public CommandSettings? Of(DialogueCommand command) => Commands?.GetValueOrDefault(command);
}

/// <summary>When the bot asks "did you mean …?".</summary>
/// <param name="Margin">An intent is asked about whose score is less than this behind the best one; 0 never asks. 0 to 1.</param>
/// <param name="Choices">Most intents that are offered. 2 to 5.</param>
public sealed record ClarifySettings(double Margin = 0.2, int Choices = 3);

/// <summary>What is changed about a command.</summary>
/// <param name="On">False to read its words like any others.</param>
/// <param name="Phrases">More words for it, by language; null for none.</param>
/// <param name="Flow">Flow that it begins instead of what it does by itself; null for none.</param>
/// <param name="Queue">Team or skill that gets the conversation, for the command agent; null for any.</param>
public sealed record CommandSettings(
    bool On = true,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Phrases = null,
    string? Flow = null,
    string? Queue = null
);

/// <summary>What follows when one message after the other is not understood: other words, suggestions, a person.</summary>
/// <param name="Rephrase">How often the bot asks for other words. 0 to 5.</param>
/// <param name="Suggest">How often it then offers intents as buttons. 0 to 5.</param>
/// <param name="Texts">How it asks for other words, in order, by language; null for its own words.</param>
/// <param name="Suggestions">Intents that it offers; null for the nearest ones.</param>
/// <param name="Frustration">The last step is taken at once when the visitor's frustration reaches this, 0 to 1; null for never.</param>
/// <param name="Queue">Team or skill that gets the conversation at last, where the bot has no fallback; null for any.</param>
public sealed record LadderSettings(
    int Rephrase = 1,
    int Suggest = 1,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Texts = null,
    IReadOnlyList<string>? Suggestions = null,
    double? Frustration = null,
    string? Queue = null
)
{
    /// <summary>Most often that a step is taken.</summary>
    public const int MostTimes = 5;
}
