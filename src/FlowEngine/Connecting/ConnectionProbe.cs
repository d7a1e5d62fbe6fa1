namespace FlowEngine.Connecting;

/// <summary>Tests a connection by a harmless call.</summary>
/// <param name="connection">The connection, open.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>What was found, in words for the admin.</returns>
public delegate Task<ProbeResult> ConnectionProbe(IConnection connection, CancellationToken cancellationToken);

/// <summary>Outcome of a connection test.</summary>
/// <param name="Ok">True when the connection works.</param>
/// <param name="Message">Sentence for the admin: what happened and what to do; never holds a secret.</param>
public sealed record ProbeResult(bool Ok, string Message);
