namespace FlowRuntime.Connections.Usage;

/// <summary>Which flows use which connections. Thread-safe.</summary>
public interface IConnectionUsage
{
    /// <summary>Lists the uses of all connections, by connection, bot and flow.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The uses.</returns>
    Task<IReadOnlyList<ConnectionUsage>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>A flow that uses a connection.</summary>
/// <param name="Connection">Name of the connection.</param>
/// <param name="BotId">The bot.</param>
/// <param name="BotName">Name of the bot.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="FlowName">Name of the flow.</param>
/// <param name="InDraft">True when the draft uses it.</param>
/// <param name="InLive">True when the published version that is live uses it.</param>
public sealed record ConnectionUsage(string Connection, string BotId, string BotName, string FlowId, string FlowName, bool InDraft, bool InLive);
