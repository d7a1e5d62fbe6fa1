namespace FlowEngine.Expressions;

/// <summary>What an expression sees of clock, place and chance. Immutable.</summary>
/// <param name="Now">What <c>Date.now()</c> gives; null for the engine's clock.</param>
/// <param name="Zone">Zone of local dates; null for UTC.</param>
/// <param name="Culture">BCP 47 tag that <c>toLocaleString()</c> and the like use when the author names none.</param>
/// <param name="Seed">
/// Seed of <c>Math.random()</c>: the same seed gives the same numbers, so vary it from one evaluation to the next.
/// Null for numbers that do not repeat.
/// </param>
public sealed record EvaluationSettings(
    DateTimeOffset? Now = null,
    TimeZoneInfo? Zone = null,
    string Culture = "en-US",
    int? Seed = null
)
{
    /// <summary>The engine's clock, UTC, English, true chance.</summary>
    public static EvaluationSettings Default { get; } = new();
}
