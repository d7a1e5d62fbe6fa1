namespace FlowEngine.Understanding.SecondOpinions;

/// <summary>What another system made of a message of which the bot was not sure; stored with the message, so that nobody asks twice.</summary>
/// <param name="Intent">Intent of the bot that it named; null for none.</param>
/// <param name="Score">How sure it is, 0 to 1.</param>
/// <param name="Problem">Why its answer does not count, in a sentence without secrets; null when it counts.</param>
public sealed record SecondOpinion(string? Intent = null, double Score = 0, string? Problem = null)
{
    /// <summary>Lets it decide, where it names an intent surely enough.</summary>
    /// <param name="understood">What the bot itself understood.</param>
    /// <returns>The same with the named intent as the best one; unchanged where it does not decide.</returns>
    public Understood Decide(Understood understood)
    {
        ArgumentNullException.ThrowIfNull(understood);
        return Problem is null && Intent is { } intent && Score >= understood.Threshold
            ? understood with
            {
                Opinion = this,
                Intents =
                [
                    new IntentScore(intent, Score),
                    .. understood.Intents.Where(i => i.Intent != intent).Select(i => i with { Score = Math.Min(i.Score, Score) }),
                ],
            }
            : understood;
    }
}
