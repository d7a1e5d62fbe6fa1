using System.Text.Json;
using FlowEngine.Understanding.SecondOpinions;

namespace FlowEngine.Understanding;

/// <summary>Finds out what a visitor wants and which values a message holds. Compiled per bot version; thread-safe.</summary>
public interface IUnderstanding
{
    /// <summary>Scores the bot's intents and finds its entities.</summary>
    /// <param name="text">What the visitor wrote; only the first 4,000 characters are read.</param>
    /// <param name="context">Language, clock and zone.</param>
    /// <returns>Scores and spans.</returns>
    Understood Understand(string text, UnderstandingContext context);

    /// <summary>Finds values of one entity, for example the answer to a question.</summary>
    /// <param name="entity">Id of an entity of the bot, or a built-in kind.</param>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="context">Language, clock and zone.</param>
    /// <returns>Matches in order of appearance; empty when there is none or the entity is unknown.</returns>
    IReadOnlyList<EntityMatch> Extract(string entity, string text, UnderstandingContext context);

    /// <summary>Tells which words decided for or against an intent; takes some milliseconds.</summary>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="intent">Id of an intent.</param>
    /// <returns>The first words in order; empty when that cannot be told.</returns>
    IReadOnlyList<WordWeight> Explain(string text, string intent) => [];
}

/// <summary>What reading a message depends on.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Now">Time of the turn, for relative dates.</param>
/// <param name="Zone">Zone of the contact or the bot.</param>
public sealed record UnderstandingContext(string Language, DateTimeOffset Now, TimeZoneInfo Zone);

/// <summary>What was understood of a message.</summary>
/// <param name="Intents">Intents with a score above zero, best first.</param>
/// <param name="Entities">Values found, in order of appearance.</param>
/// <param name="Threshold">Least score of an intent that is acted upon, 0 to 1.</param>
public sealed record Understood(
    IReadOnlyList<IntentScore> Intents,
    IReadOnlyList<EntityMatch> Entities,
    double Threshold
)
{
    /// <summary>BCP 47 tag of the language of the message; null when it cannot be told.</summary>
    public string? Language { get; init; }

    /// <summary>The answer of another system that has decided; null when the bot itself has.</summary>
    public SecondOpinion? Opinion { get; init; }

    /// <summary>The best intent when it reaches the threshold; else null.</summary>
    public IntentScore? Best => Intents is [var first, ..] && first.Score >= Threshold ? first : null;
}

/// <summary>How well an intent fits.</summary>
/// <param name="Intent">Id of the intent.</param>
/// <param name="Score">0 to 1.</param>
public sealed record IntentScore(string Intent, double Score);

/// <summary>A value found in a message.</summary>
/// <param name="Entity">Id of the entity or built-in kind.</param>
/// <param name="Text">The characters matched.</param>
/// <param name="Start">Index of the first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Value">Normalised value.</param>
/// <param name="Role">Role that the words around it give it, for example <c>fromCity</c>; null for none.</param>
public sealed record EntityMatch(string Entity, string Text, int Start, int Length, JsonElement Value, string? Role = null);
