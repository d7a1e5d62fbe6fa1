namespace FlowEngine.Conversing;

/// <summary>What is said when an answer does not fit, the first time, the second time and so on.</summary>
internal static class Reprompts
{
    /// <summary>The wording for the nth failure; the last one for all that follow.</summary>
    /// <param name="ladder">The wordings; blank ones do not count.</param>
    /// <param name="failures">Answers in a row that did not fit, from 1.</param>
    /// <returns>Null when there is no wording.</returns>
    public static string? Choose(IEnumerable<string?> ladder, int failures)
    {
        var wordings = ladder.Where(w => !string.IsNullOrWhiteSpace(w)).ToList();
        return wordings.Count == 0 ? null : wordings[Math.Min(failures, wordings.Count) - 1];
    }
}
