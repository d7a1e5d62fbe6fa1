using System.Collections.Concurrent;

namespace FlowRuntime.Connections;

/// <summary>Remembers when connections were last used until it is written down. Thread-safe.</summary>
internal sealed class ConnectionUse(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    /// <summary>Notes a call.</summary>
    /// <param name="id">Id of the connection.</param>
    public void Mark(string id) => _last[id] = time.GetUtcNow();

    /// <summary>Last call that is not written down yet.</summary>
    /// <param name="id">Id of the connection.</param>
    /// <returns>When; null for none.</returns>
    public DateTimeOffset? Last(string id) => _last.TryGetValue(id, out var at) ? at : null;

    /// <summary>What is not written down yet.</summary>
    /// <returns>Last call by id.</returns>
    public IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> Pending() => [.. _last];

    /// <summary>Forgets what was written down, unless there was a newer call meanwhile.</summary>
    /// <param name="written">What <see cref="Pending"/> returned.</param>
    public void Settle(IEnumerable<KeyValuePair<string, DateTimeOffset>> written)
    {
        foreach (var entry in written)
        {
            _last.TryRemove(entry);
        }
    }
}
