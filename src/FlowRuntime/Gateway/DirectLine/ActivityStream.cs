using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using FlowRuntime.Conversations;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>
/// One open stream. It listens before it reads, and numbers without gaps tell what is missing: between replay and live
/// nothing is lost and nothing comes twice, also when a slow client made the queue drop news.
/// </summary>
internal sealed class ActivityStream : IDisposable
{
    private const int QueueSize = 256;
    private const int PageSize = 100;

    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(30);

    private readonly WebSocket _socket;
    private readonly string _conversationId;
    private readonly string _botId;
    private readonly IConversations _conversations;
    private readonly TimeProvider _time;
    private readonly IDisposable _news;
    private readonly IDisposable _echoes;
    private readonly ITimer _keepAlive;
    private readonly Channel<News> _queue = Channel.CreateBounded<News>(
        new BoundedChannelOptions(QueueSize) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private long _last;
    private long _signals;
    private bool _ended;

    public ActivityStream(
        WebSocket socket,
        string conversationId,
        string botId,
        long afterSequence,
        IConversations conversations,
        IConversationEvents events,
        StreamEchoes echoes,
        TimeProvider time
    )
    {
        (_socket, _conversationId, _botId, _last) = (socket, conversationId, botId, afterSequence);
        (_conversations, _time) = (conversations, time);
        _news = events.Listen(conversationId, happened => _queue.Writer.TryWrite(new News.Happened(happened)));
        _echoes = echoes.Listen(conversationId, activity => _queue.Writer.TryWrite(new News.Echoed(activity)));
        _keepAlive = time.CreateTimer(
            _ => _queue.Writer.TryWrite(new News.KeepAlive()),
            null,
            KeepAliveEvery,
            KeepAliveEvery
        );
    }

    /// <summary>The conversation it serves.</summary>
    public string ConversationId => _conversationId;

    /// <summary>Sends what was missed and then what happens, until cancelled.</summary>
    public async Task PumpAsync(CancellationToken cancellationToken)
    {
        var conversation = await _conversations.FindAsync(_conversationId, cancellationToken).ConfigureAwait(false);
        _last = Math.Min(_last, conversation?.LastSequence ?? 0);
        await SendMissedAsync(cancellationToken).ConfigureAwait(false);
        if (conversation?.Owner == ConversationOwner.Closed)
        {
            await SendEndAsync(cancellationToken).ConfigureAwait(false);
        }

        await foreach (var news in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await SendAsync(news, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _news.Dispose();
        _echoes.Dispose();
        _keepAlive.Dispose();
    }

    private Task SendAsync(News news, CancellationToken cancellationToken) =>
        news switch
        {
            News.Happened { Event: ConversationEvent.Messages messages } => SendNewAsync(messages.Items, cancellationToken),
            News.Happened { Event: ConversationEvent.Typing } => SendAsync([Signal("typing")], cancellationToken),
            News.Happened { Event: ConversationEvent.OwnerChanged { Owner: ConversationOwner.Closed } } => SendEndAsync(
                cancellationToken
            ),
            News.Echoed echoed => SendAsync([echoed.Activity], cancellationToken),
            News.KeepAlive => SendTextAsync(Array.Empty<byte>(), cancellationToken),
            _ => Task.CompletedTask,
        };

    private async Task SendNewAsync(IReadOnlyList<TranscriptMessage> committed, CancellationToken cancellationToken)
    {
        var messages = committed.Where(m => m.Sequence > _last).ToList();
        if (messages.Count == 0)
        {
            return;
        }

        if (messages[^1].Sequence - _last == messages.Count)
        {
            await SendAsync(messages, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await SendMissedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendMissedAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<TranscriptMessage> page;
        do
        {
            page = await _conversations
                .ReadAsync(_conversationId, _last, PageSize, cancellationToken)
                .ConfigureAwait(false);
            if (page.Count > 0)
            {
                await SendAsync(page, cancellationToken).ConfigureAwait(false);
            }
        } while (page.Count == PageSize);
    }

    private Task SendAsync(IReadOnlyList<TranscriptMessage> messages, CancellationToken cancellationToken)
    {
        _last = messages[^1].Sequence;
        var activities = messages.Where(ActivityJson.IsForClients).Select(m => ActivityJson.Of(_conversationId, _botId, m)).ToList();
        return activities.Count == 0 ? Task.CompletedTask : SendAsync(activities, cancellationToken);
    }

    private Task SendEndAsync(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return Task.CompletedTask;
        }

        _ended = true;
        return SendAsync([Signal("endOfConversation")], cancellationToken);
    }

    private JsonElement Signal(string type) =>
        ActivityJson.Signal(type, _conversationId, _botId, $"{_conversationId}|s{_last}.{++_signals}", _time.GetUtcNow());

    private Task SendAsync(IReadOnlyList<JsonElement> activities, CancellationToken cancellationToken) =>
        SendTextAsync(
            JsonSerializer.SerializeToUtf8Bytes(
                new ActivitySet(activities, Watermark.Write(_last)),
                JsonSerializerOptions.Web
            ),
            cancellationToken
        );

    private async Task SendTextAsync(byte[] utf8, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(SendWithin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _socket
                .SendAsync(utf8.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, either.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"The client took nothing for {SendWithin.TotalSeconds} s.");
        }
    }

    /// <summary>What the pump is woken by.</summary>
    private abstract record News
    {
        public sealed record Happened(ConversationEvent Event) : News;

        public sealed record Echoed(JsonElement Activity) : News;

        public sealed record KeepAlive : News;
    }
}
