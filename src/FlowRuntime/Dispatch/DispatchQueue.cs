using System.Threading.Channels;

namespace FlowRuntime.Dispatch;

/// <summary>
/// Conversations with something to react to, each at most once, and never one that is being worked on. Lives in memory and
/// is refilled from the inbox at start. Thread-safe.
/// </summary>
internal sealed class DispatchQueue
{
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, Stage> _stages = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    private enum Stage
    {
        Ready,
        Working,
        WorkingAndWoken,
    }

    /// <summary>Says that a conversation has something to react to.</summary>
    /// <param name="conversationId">The conversation.</param>
    public void Wake(string conversationId)
    {
        lock (_lock)
        {
            if (!_stages.TryGetValue(conversationId, out var stage))
            {
                _stages[conversationId] = Stage.Ready;
                _ready.Writer.TryWrite(conversationId);
            }
            else if (stage == Stage.Working)
            {
                _stages[conversationId] = Stage.WorkingAndWoken;
            }
        }
    }

    /// <summary>Takes conversations to work on until cancelled; each must be given back by <see cref="Done"/>.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The conversations.</returns>
    public async IAsyncEnumerable<string> TakeAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var conversationId in _ready.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            // The channel itself looks at the token only when it is empty, which a long run may never let it be.
            cancellationToken.ThrowIfCancellationRequested();
            lock (_lock)
            {
                _stages[conversationId] = Stage.Working;
            }

            yield return conversationId;
        }
    }

    /// <summary>Gives a conversation back; it goes behind the others when more waits.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="more">True when there is more to react to.</param>
    public void Done(string conversationId, bool more)
    {
        lock (_lock)
        {
            if (more || _stages[conversationId] == Stage.WorkingAndWoken)
            {
                _stages[conversationId] = Stage.Ready;
                _ready.Writer.TryWrite(conversationId);
            }
            else
            {
                _stages.Remove(conversationId);
            }
        }
    }
}
