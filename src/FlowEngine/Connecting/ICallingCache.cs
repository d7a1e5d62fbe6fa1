namespace FlowEngine.Connecting;

/// <summary>The answers of other systems that are kept for a while. Thread-safe.</summary>
public interface ICallingCache
{
    /// <summary>Forgets answers, so that the next read asks again.</summary>
    /// <param name="connection">Name of the connection; in every environment.</param>
    /// <param name="tag">Only answers with this tag; null for all of the connection.</param>
    /// <returns>How many were forgotten, in this process.</returns>
    int Purge(string connection, string? tag);
}

/// <summary>The cache of a host that keeps no answers.</summary>
internal sealed class NoCallingCache : ICallingCache
{
    public int Purge(string connection, string? tag) => 0;
}
