using System.Diagnostics.CodeAnalysis;
using FlowEngine.Understanding.Intents;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Learning;

/// <summary>
/// Learns phrases, one bot at a time, on a thread that leaves the processors to the visitors; what was learned before is read
/// from the store. Whoever asks for the same phrases shares the work, and it ends early when nobody waits for it any more.
/// Thread-safe.
/// </summary>
internal sealed partial class ModelLearner(ModelStore store, TimeProvider time, ILogger<ModelLearner> logger) : IDisposable
{
    /// <summary>Models kept in memory beside those that compiled bots hold.</summary>
    private const int MostKept = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private bool _stopped;
    private Action<LearningProgress>[] _listeners = [];

    /// <summary>What was learned, or null when it is not in memory.</summary>
    public LearnedIntents? Find(string hash)
    {
        lock (_lock)
        {
            return _jobs.TryGetValue(hash, out var job) && job.Done.Task is { IsCompletedSuccessfully: true, Result: var learned } ? learned : null;
        }
    }

    /// <summary>Learns phrases.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The classifier.</returns>
    public async Task<LearnedIntents> LearnAsync(BotPhrases phrases, CancellationToken cancellationToken)
    {
        var (job, isNew) = Join(phrases.Hash);
        if (isNew)
        {
            await StartAsync(job, phrases).ConfigureAwait(false);
        }

        try
        {
            return await job.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(phrases.Hash, job);
        }
    }

    /// <summary>Forgets what is no longer stored, so that it is learned, told of and stored anew when it is asked for again.</summary>
    public void Forget(IEnumerable<string> hashes)
    {
        lock (_lock)
        {
            foreach (var hash in hashes)
            {
                if (_jobs.TryGetValue(hash, out var job) && job.Done.Task.IsCompleted)
                {
                    _jobs.Remove(hash);
                }
            }
        }
    }

    /// <summary>Hears how learning goes on.</summary>
    public IDisposable Listen(Action<LearningProgress> listener)
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

    /// <summary>Gives up what is being learned; nothing more is.</summary>
    public async Task StopAsync()
    {
        List<Job> jobs;
        lock (_lock)
        {
            _stopped = true;
            jobs = [.. _jobs.Values];
        }

        foreach (var job in jobs)
        {
            await job.Cancellation.CancelAsync().ConfigureAwait(false);
            await job.Running.ConfigureAwait(false);
        }
    }

    public void Dispose() => _turn.Dispose();

    private (Job Job, bool IsNew) Join(string hash)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            if (_jobs.TryGetValue(hash, out var job) && job.Done.Task is not ({ IsFaulted: true } or { IsCanceled: true }))
            {
                job.Waiting++;
                return (job, false);
            }

            foreach (var old in _jobs.Where(j => j.Value.Done.Task.IsCompleted).Select(j => j.Key).Take(Math.Max(0, _jobs.Count - MostKept)).ToList())
            {
                _jobs.Remove(old);
            }

            return (_jobs[hash] = new Job { Waiting = 1 }, true);
        }
    }

    private void Leave(string hash, Job job)
    {
        lock (_lock)
        {
            job.Waiting--;
            if (job.Waiting == 0 && !job.Done.Task.IsCompleted)
            {
                job.Cancellation.Cancel();
                if (_jobs.GetValueOrDefault(hash) == job)
                {
                    _jobs.Remove(hash);
                }
            }
        }
    }

    /// <summary>Finds it in the store, or leaves it to the thread that learns.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is told to those who wait.")]
    private async Task StartAsync(Job job, BotPhrases phrases)
    {
        try
        {
            if (await store.FindAsync(phrases, job.Cancellation.Token).ConfigureAwait(false) is { } stored)
            {
                job.Done.TrySetResult(stored);
                return;
            }

            job.Running = RunAsync(job, phrases);
        }
        catch (Exception e)
        {
            job.Done.TrySetException(e);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is told to those who wait.")]
    private async Task RunAsync(Job job, BotPhrases phrases)
    {
        var token = job.Cancellation.Token;
        try
        {
            await _turn.WaitAsync(token).ConfigureAwait(false);
            try
            {
                Tell(new LearningProgress(phrases.Hash, 0));
                var began = time.GetTimestamp();
                var lesson = await OnQuietThread(() => IntentLearner.Learn(phrases, atOnce: 1, new Telling(this, phrases.Hash), token)).ConfigureAwait(false);
                LogLearned(phrases.Count, (long)time.GetElapsedTime(began).TotalMilliseconds);
                await store.SaveAsync(phrases, lesson, token).ConfigureAwait(false);
                job.Done.TrySetResult(lesson.Intents);
            }
            finally
            {
                _turn.Release();
            }

            Tell(new LearningProgress(phrases.Hash, 1));
        }
        catch (OperationCanceledException)
        {
            job.Done.TrySetCanceled(token);
        }
        catch (Exception e)
        {
            LogFailed(e, phrases.Count);
            job.Done.TrySetException(e);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is told to the one who waits.")]
    private static Task<T> OnQuietThread<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "learning",
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return done.Task;
    }

    private void Tell(LearningProgress news)
    {
        Action<LearningProgress>[] listeners;
        lock (_lock)
        {
            listeners = _listeners;
        }

        foreach (var listener in listeners)
        {
            listener(news);
        }
    }

    [LoggerMessage(4701, LogLevel.Information, "Learned {Phrases} phrases in {Milliseconds} ms.")]
    private partial void LogLearned(int phrases, long milliseconds);

    [LoggerMessage(4702, LogLevel.Error, "{Phrases} phrases could not be learned; their bot goes on comparing words.")]
    private partial void LogFailed(Exception exception, int phrases);

    private sealed class Job
    {
        public TaskCompletionSource<LearnedIntents> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Cancellation { get; } = new();

        public Task Running { get; set; } = Task.CompletedTask;

        public int Waiting { get; set; }
    }

    private sealed class Telling(ModelLearner learner, string hash) : IProgress<double>
    {
        public void Report(double value) => learner.Tell(new LearningProgress(hash, value));
    }

    private sealed class Hearing(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
