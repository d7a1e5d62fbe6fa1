using System.Collections.Concurrent;
using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;

namespace FlowRuntime.Tests.Gateway;

/// <summary>Conversations in memory: keeps what comes in and says what a test tells it to.</summary>
internal sealed class FakeConversations(TimeProvider time) : IConversations, IConversationEvents
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _kept = [];
    private readonly ConcurrentDictionary<string, List<Action<ConversationEvent>>> _listeners = new();

    public List<ConversationOpening> Opened { get; } = [];

    public List<PostedMessage> Posted { get; } = [];

    /// <summary>What the next call fails with.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Called between the reading of a page and its return, to let something happen in between.</summary>
    public Action? AfterRead { get; set; }

    public void Say(string conversationId, string text, MessageFrom from = MessageFrom.Bot, params MessageButton[] buttons) =>
        Append(conversationId, from, from == MessageFrom.Agent ? "Lena" : "shop", text, buttons, default, publish: true);

    public void Say(string conversationId, OutgoingMessage message) =>
        Append(
            conversationId,
            message.Audience == MessageAudience.Agents ? MessageFrom.Note : MessageFrom.Bot,
            "shop",
            message.Text,
            message.Buttons ?? [],
            default,
            publish: true,
            message.Attachments
        );

    /// <summary>Commits a message whose news gets lost on the way.</summary>
    public void SaySilently(string conversationId, string text) =>
        Append(conversationId, MessageFrom.Bot, "shop", text, [], default, publish: false);

    public void Type(string conversationId) => Publish(new ConversationEvent.Typing(conversationId));

    public void Remove(string conversationId)
    {
        lock (_lock)
        {
            _kept.Remove(conversationId);
        }
    }

    public int ListenerCount(string conversationId) =>
        _listeners.TryGetValue(conversationId, out var listeners) ? listeners.Count : 0;

    public Task<bool> OpenAsync(ConversationOpening opening, CancellationToken cancellationToken)
    {
        Fail();
        lock (_lock)
        {
            if (!_kept.TryAdd(opening.ConversationId, new Kept(opening)))
            {
                return Task.FromResult(false);
            }

            Opened.Add(opening);
            return Task.FromResult(true);
        }
    }

    public Task<PostResult> PostAsync(string conversationId, PostedMessage posted, CancellationToken cancellationToken)
    {
        Fail();
        lock (_lock)
        {
            if (!_kept.TryGetValue(conversationId, out var kept))
            {
                return Task.FromResult(new PostResult(PostStatus.Missing, 0));
            }

            if (kept.Owner == ConversationOwner.Closed)
            {
                return Task.FromResult(new PostResult(PostStatus.Closed, 0));
            }

            if (posted.ClientActivityId is { } id && kept.ByClientId.TryGetValue(id, out var first))
            {
                return Task.FromResult(new PostResult(PostStatus.Repeated, first));
            }

            Posted.Add(posted);
            var sequence = Append(conversationId, MessageFrom.Visitor, kept.Opening.ContactId, posted.Input.Text, [], posted.Activity, publish: true);
            if (posted.ClientActivityId is not null)
            {
                kept.ByClientId[posted.ClientActivityId] = sequence;
            }

            return Task.FromResult(new PostResult(PostStatus.Accepted, sequence));
        }
    }

    public Task<bool> EndAsync(string conversationId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(conversationId, out var kept) || kept.Owner == ConversationOwner.Closed)
            {
                return Task.FromResult(false);
            }

            kept.Owner = ConversationOwner.Closed;
        }

        Publish(new ConversationEvent.OwnerChanged(conversationId, ConversationOwner.Closed));
        return Task.FromResult(true);
    }

    public Task<ConversationSummary?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        Fail();
        lock (_lock)
        {
            return Task.FromResult(
                _kept.TryGetValue(conversationId, out var kept)
                    ? new ConversationSummary(
                        conversationId,
                        kept.Opening.BotId,
                        kept.Opening.Channel,
                        kept.Opening.ContactId,
                        kept.Opening.ContactName,
                        kept.Owner,
                        null,
                        null,
                        time.GetUtcNow(),
                        time.GetUtcNow(),
                        kept.Messages.Count,
                        ""
                    )
                    : null
            );
        }
    }

    public Task<IReadOnlyList<TranscriptMessage>> ReadAsync(
        string conversationId,
        long afterSequence,
        int limit,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<TranscriptMessage> page;
        lock (_lock)
        {
            page = [.. _kept[conversationId].Messages.Where(m => m.Sequence > afterSequence).Take(limit)];
        }

        var happening = AfterRead;
        AfterRead = null;
        happening?.Invoke();
        return Task.FromResult(page);
    }

    public IDisposable Listen(string conversationId, Action<ConversationEvent> listener)
    {
        var listeners = _listeners.GetOrAdd(conversationId, _ => []);
        lock (listeners)
        {
            listeners.Add(listener);
        }

        return new Listening(listeners, listener);
    }

    public IDisposable ListenToAll(Action<ConversationEvent> listener) => throw new NotSupportedException();

    public Task<IReadOnlyList<ConversationSummary>> ListAsync(ConversationQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ClaimAsync(string conversationId, string agent, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ReplyAsync(string conversationId, string agent, string text, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ReturnToBotAsync(string conversationId, string agent, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> CloseAsync(string conversationId, string agent, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<CancelStatus> CancelRunAsync(string runId, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<RunSummary>> ListRunsAsync(string botId, string? beforeRunId, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RunDetail?> FindRunAsync(string botId, string runId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private long Append(
        string conversationId,
        MessageFrom from,
        string author,
        string text,
        IReadOnlyList<MessageButton> buttons,
        JsonElement activity,
        bool publish,
        IReadOnlyList<MessageAttachment>? attachments = null
    )
    {
        TranscriptMessage message;
        lock (_lock)
        {
            var kept = _kept[conversationId];
            message = new TranscriptMessage(kept.Messages.Count + 1, from, author, text, buttons, activity, time.GetUtcNow(), null, attachments);
            kept.Messages.Add(message);
        }

        if (publish)
        {
            Publish(new ConversationEvent.Messages(conversationId, [message]));
        }

        return message.Sequence;
    }

    private void Publish(ConversationEvent happened)
    {
        if (!_listeners.TryGetValue(happened.ConversationId, out var listeners))
        {
            return;
        }

        lock (listeners)
        {
            listeners.ForEach(listener => listener(happened));
        }
    }

    private void Fail()
    {
        if (Fault is { } fault)
        {
            Fault = null;
            throw fault;
        }
    }

    private sealed class Kept(ConversationOpening opening)
    {
        public ConversationOpening Opening { get; } = opening;

        public List<TranscriptMessage> Messages { get; } = [];

        public Dictionary<string, long> ByClientId { get; } = [];

        public ConversationOwner Owner { get; set; } = ConversationOwner.Bot;
    }

    private sealed class Listening(List<Action<ConversationEvent>> listeners, Action<ConversationEvent> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (listeners)
            {
                listeners.Remove(listener);
            }
        }
    }
}
