using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Conversations;

/// <summary>Passes news on, in the order of the commits, on one thread of its own: a slow listener loses news, it never slows a turn.</summary>
internal sealed partial class ConversationEvents : IConversationEvents, IAsyncDisposable
{
    /// <summary>News that wait for slow listeners; beyond it the oldest are dropped.</summary>
    private const int MostWaiting = 20_000;

    private readonly ConcurrentDictionary<string, ImmutableList<Action<ConversationEvent>>> _listeners = new(
        StringComparer.Ordinal
    );

    private readonly Channel<ConversationEvent> _news = Channel.CreateBounded<ConversationEvent>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private readonly ILogger<ConversationEvents> _logger;
    private readonly Task _loop;
    private ImmutableList<Action<ConversationEvent>> _listenersToAll = [];

    public ConversationEvents(ILogger<ConversationEvents> logger)
    {
        _logger = logger;
        _loop = LoopAsync();
    }

    /// <inheritdoc/>
    public IDisposable Listen(string conversationId, Action<ConversationEvent> listener)
    {
        _listeners.AddOrUpdate(conversationId, [listener], (_, all) => all.Add(listener));
        return new Listening(() => Remove(conversationId, listener));
    }

    /// <inheritdoc/>
    public IDisposable ListenToAll(Action<ConversationEvent> listener)
    {
        ImmutableInterlocked.Update(ref _listenersToAll, all => all.Add(listener));
        return new Listening(() => ImmutableInterlocked.Update(ref _listenersToAll, all => all.Remove(listener)));
    }

    /// <summary>Passes news on soon; returns at once.</summary>
    /// <param name="news">What happened, already committed.</param>
    public void Publish(ConversationEvent news)
    {
        // Most runs without a chat have nobody who looks on.
        if (!_listenersToAll.IsEmpty || _listeners.ContainsKey(news.ConversationId))
        {
            _news.Writer.TryWrite(news);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _news.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private void Remove(string conversationId, Action<ConversationEvent> listener)
    {
        while (_listeners.TryGetValue(conversationId, out var all))
        {
            var rest = all.Remove(listener);
            var done = rest.IsEmpty
                ? _listeners.TryRemove(KeyValuePair.Create(conversationId, all))
                : _listeners.TryUpdate(conversationId, rest, all);
            if (done)
            {
                return;
            }
        }
    }

    private async Task LoopAsync()
    {
        await foreach (var news in _news.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (var listener in _listeners.GetValueOrDefault(news.ConversationId, []))
            {
                Tell(listener, news);
            }

            foreach (var listener in _listenersToAll)
            {
                Tell(listener, news);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A listener's fault must not keep the news from the others.")]
    private void Tell(Action<ConversationEvent> listener, ConversationEvent news)
    {
        try
        {
            listener(news);
        }
        catch (Exception e)
        {
            LogFault(e, news.ConversationId);
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "A listener to conversation {ConversationId} failed.")]
    private partial void LogFault(Exception exception, string conversationId);

    private sealed class Listening(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
