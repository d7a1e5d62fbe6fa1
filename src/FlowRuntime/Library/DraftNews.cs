namespace FlowRuntime.Library;

/// <summary>News of drafts that were saved as a whole. Thread-safe.</summary>
internal sealed class DraftNews
{
    private readonly Lock _lock = new();
    private Action<string>[] _listeners = [];

    /// <summary>Says, after the commit, that a bot's draft has changed.</summary>
    /// <param name="botId">The bot.</param>
    public void Changed(string botId)
    {
        foreach (var listener in _listeners)
        {
            listener(botId);
        }
    }

    /// <summary>Hears of every change from now on.</summary>
    /// <param name="listener">Called with the bot; must return at once and not throw.</param>
    /// <returns>Dispose to hear no more.</returns>
    public IDisposable Listen(Action<string> listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }

        return new Hearing(() =>
        {
            lock (_lock)
            {
                _listeners = [.. _listeners.Where(l => l != listener)];
            }
        });
    }

    private sealed class Hearing(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
