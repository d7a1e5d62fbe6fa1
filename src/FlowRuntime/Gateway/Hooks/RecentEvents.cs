namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// Tells which events may have come before, of those that came lately, so that only these are looked up before they run.
/// It may be wrong both ways: whether an event has started a run is decided by the commit. Thread-safe.
/// </summary>
internal sealed class RecentEvents
{
    /// <summary>Events of one generation; the latest and the one before are remembered.</summary>
    private const int MostInGeneration = 16_384;

    private readonly Lock _lock = new();
    private HashSet<int> _latest = new(MostInGeneration);
    private HashSet<int> _before = new(MostInGeneration);

    /// <summary>Whether an event may have come before; remembers it.</summary>
    public bool MayRepeat(string botId, string hook, string eventId)
    {
        var hash = HashCode.Combine(botId, hook, eventId);
        lock (_lock)
        {
            if (_before.Contains(hash) || !_latest.Add(hash))
            {
                return true;
            }

            if (_latest.Count >= MostInGeneration)
            {
                (_latest, _before) = (_before, _latest);
                _latest.Clear();
            }

            return false;
        }
    }
}
