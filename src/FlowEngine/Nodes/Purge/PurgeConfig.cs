namespace FlowEngine.Nodes.Purge;

/// <summary>Settings of the purge node.</summary>
/// <param name="Connection">Name of the connection whose answers are forgotten.</param>
/// <param name="Tag">Only answers with this tag; null or blank for all of the connection.</param>
public sealed record PurgeConfig(string Connection, string? Tag = null);
