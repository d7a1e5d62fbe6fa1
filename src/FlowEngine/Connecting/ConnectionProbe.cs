namespace FlowEngine.Connecting;

/// <summary>Tests a connection by a harmless call.</summary>
/// <param name="connection">The connection, open.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>What was found, in words for the admin.</returns>
public delegate Task<ProbeResult> ConnectionProbe(IConnection connection, CancellationToken cancellationToken);

/// <summary>Outcome of a connection test.</summary>
/// <param name="Ok">True when the connection works.</param>
/// <param name="Message">Sentence for the admin: what happened and what to do; never holds a secret.</param>
public sealed record ProbeResult(bool Ok, string Message)
{
    /// <summary>What was found on the way, from the name to the answer; empty when nobody looked.</summary>
    public IReadOnlyList<ProbeFinding> Findings { get; init; } = [];
}

/// <summary>One thing that a test found.</summary>
/// <param name="Code">Stable code, such as <c>dns</c>, <c>connect</c>, <c>tls</c>, <c>html</c>, <c>unauthorized</c>, <c>scope</c>, <c>path</c>, <c>clock</c>.</param>
/// <param name="Level">How it weighs.</param>
/// <param name="Message">Sentence for the admin: what was found; never holds a secret.</param>
/// <param name="Advice">Sentence on what to do; empty when there is nothing to do.</param>
public sealed record ProbeFinding(string Code, FindingLevel Level, string Message, string Advice = "");

/// <summary>How a finding weighs.</summary>
public enum FindingLevel
{
    /// <summary>All is well here.</summary>
    Ok,

    /// <summary>It works, but may not for long.</summary>
    Warning,

    /// <summary>It does not work because of this.</summary>
    Error,
}
