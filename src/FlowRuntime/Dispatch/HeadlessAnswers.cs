using System.Collections.Concurrent;
using FlowEngine.Running;

namespace FlowRuntime.Dispatch;

/// <summary>Gives what runs answer to those who wait for it, after the commit and without the database. Thread-safe.</summary>
internal sealed class HeadlessAnswers
{
    private readonly ConcurrentDictionary<string, HeadlessWait> _waits = new(StringComparer.Ordinal);

    /// <summary>Waits for the answer of a conversation from now on; dispose it to wait no more.</summary>
    public HeadlessWait Expect(string conversationId)
    {
        var wait = new HeadlessWait(conversationId, _waits);
        // Two repetitions of an event may wait for the same run: the later one takes the place and passes the answer on.
        _waits.AddOrUpdate(conversationId, wait, (_, earlier) => wait.Before(earlier));
        return wait;
    }

    /// <summary>Says, after the commit, what a run has answered.</summary>
    public void Responded(string conversationId, FlowResponse response) => Tell(conversationId, new HeadlessAnswer(response, IsFine: true));

    /// <summary>Says, after the commit, that a run has ended; it counts where nothing was answered before.</summary>
    public void Ended(string conversationId, bool isFine) => Tell(conversationId, new HeadlessAnswer(null, isFine));

    private void Tell(string conversationId, HeadlessAnswer answer)
    {
        if (_waits.TryGetValue(conversationId, out var wait))
        {
            wait.Tell(answer);
        }
    }
}

/// <summary>What a run has answered.</summary>
/// <param name="Response">The answer; null when it ended without one.</param>
/// <param name="IsFine">False when it ended by a failure.</param>
internal sealed record HeadlessAnswer(FlowResponse? Response, bool IsFine);

/// <summary>Somebody who waits for the answer of a run.</summary>
internal sealed class HeadlessWait(string conversationId, ConcurrentDictionary<string, HeadlessWait> waits) : IDisposable
{
    private readonly TaskCompletionSource<HeadlessAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HeadlessWait? _earlier;

    /// <summary>The answer, once there is one.</summary>
    public Task<HeadlessAnswer> Answer => _answer.Task;

    public HeadlessWait Before(HeadlessWait earlier)
    {
        _earlier = earlier;
        return this;
    }

    public void Tell(HeadlessAnswer answer)
    {
        _answer.TrySetResult(answer);
        _earlier?.Tell(answer);
    }

    public void Fail(Exception why) => _answer.TrySetException(why);

    public void Dispose()
    {
        if (waits.TryRemove(KeyValuePair.Create(conversationId, this)) && _earlier is { Answer.IsCompleted: false } earlier)
        {
            waits.TryAdd(conversationId, earlier);
        }
    }
}
