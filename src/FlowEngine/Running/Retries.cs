using FlowEngine.Definition;

namespace FlowEngine.Running;

/// <summary>Whether and when a node is tried again.</summary>
internal static class Retries
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Tells whether an error is worth another attempt.</summary>
    /// <param name="policy">What the author wants.</param>
    /// <param name="error">What happened.</param>
    /// <param name="attempt">Number of the attempt that failed, from 1.</param>
    /// <returns>True when there is an attempt left and repeating is safe.</returns>
    public static bool Allows(RetryPolicy policy, NodeError error, int attempt) =>
        attempt < policy.Attempts
        && error.Code != EffectProtocol.UnknownCode
        && (policy.On is { Count: > 0 } codes ? codes.Any(c => Fits(c, error.Code)) : error.Retryable);

    /// <summary>
    /// How long to wait: exponential with a fifth of jitter (see "Exponential Backoff And Jitter", AWS Architecture Blog,
    /// 2015), or as long as the other side asks, if that is longer; a day at most.
    /// </summary>
    public static TimeSpan DelayOf(RetryPolicy policy, NodeError error, int attempt, int seed)
    {
        var seconds = Math.Min(policy.DelaySeconds * Math.Pow(policy.Factor, attempt - 1), policy.MaximumDelaySeconds);
        // Knuth's multiplicative constant spreads neighbouring seeds over the whole range.
        var jitter = 0.8 + (0.4 * (unchecked((uint)(seed + attempt) * 2_654_435_761U) / (double)uint.MaxValue));
        var delay = TimeSpan.FromSeconds(seconds * jitter);
        var asked = error.RetryAfter ?? TimeSpan.Zero;
        var wait = asked > delay ? asked : delay;
        return wait > Longest ? Longest : wait;
    }

    private static bool Fits(string wanted, string code) =>
        wanted.EndsWith('*')
            ? code.StartsWith(wanted.AsSpan(0, wanted.Length - 1), StringComparison.Ordinal)
            : string.Equals(wanted, code, StringComparison.Ordinal);
}
