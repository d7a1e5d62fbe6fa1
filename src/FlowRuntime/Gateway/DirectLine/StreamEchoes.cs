using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Passes activities that are not kept to the open streams of their conversation. Thread-safe.</summary>
internal sealed class StreamEchoes
{
    private readonly ConcurrentDictionary<string, ImmutableList<Action<JsonElement>>> _listeners = new();

    /// <summary>Sends an activity to whoever listens now.</summary>
    public void Send(string conversationId, JsonElement activity)
    {
        if (_listeners.TryGetValue(conversationId, out var listeners))
        {
            listeners.ForEach(listener => listener(activity));
        }
    }

    /// <summary>Listens until disposed; the listener must return at once.</summary>
    public IDisposable Listen(string conversationId, Action<JsonElement> listener)
    {
        _listeners.AddOrUpdate(conversationId, [listener], (_, others) => others.Add(listener));
        return new Listening(this, conversationId, listener);
    }

    private void Remove(string conversationId, Action<JsonElement> listener)
    {
        while (_listeners.TryGetValue(conversationId, out var listeners))
        {
            var left = listeners.Remove(listener);
            var done = left.IsEmpty
                ? _listeners.TryRemove(KeyValuePair.Create(conversationId, listeners))
                : _listeners.TryUpdate(conversationId, left, listeners);
            if (done)
            {
                return;
            }
        }
    }

    private sealed class Listening(StreamEchoes echoes, string conversationId, Action<JsonElement> listener) : IDisposable
    {
        public void Dispose() => echoes.Remove(conversationId, listener);
    }
}
