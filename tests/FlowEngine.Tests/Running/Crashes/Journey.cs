using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Running;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Crashes;

/// <summary>
/// Drives one run from its trigger to its end as the runtime does, from nothing but what was committed: hands in
/// messages, events, timers and results, and after a crash the input that was not committed to its end.
/// </summary>
internal sealed class Journey(TestEngine engine, BotProgram before, BotProgram after, TurnInput start, params string[] messages) : IDisposable
{
    private static readonly RunBudget Budget = new(StepsPerSlice: 25);

    private readonly Dictionary<string, Task<CallResult>> _jobs = [];
    private FlowInterpreter _interpreter = New(engine);
    private BotProgram _program = before;
    private Plug _plug = new();
    private DateTimeOffset _now = engine.Clock.GetUtcNow();
    private int _messages;
    private bool _hasBegun;

    public CommittedTurns Store { get; } = new();

    public OtherSide Others { get; } = new();

    /// <summary>Interactions with the world until the crash, or the end.</summary>
    public int Interactions { get; private set; }

    /// <summary>What was about to happen when the plug was pulled; null when it never was.</summary>
    public string? PulledAt { get; private set; }

    /// <summary>Writes that were under way, as far as the process knows that comes next.</summary>
    public IReadOnlyList<string> UnderWay { get; private set; } = [];

    public async Task GoAsync(int pullAt = 0)
    {
        engine.Calls.Answer = Others.AnswerAsync;
        PlugIn(pullAt);
        while (await TryAdvanceAsync())
        {
            if (_plug.IsPulled)
            {
                Restart();
            }
        }

        Interactions = PulledAt is null ? _plug.Passed : pullAt;
    }

    public void Dispose() => _plug.Dispose();

    private void PlugIn(int pullAt = 0)
    {
        _plug.Dispose();
        Others.Plug = _plug = new Plug(pullAt);
    }

    private static FlowInterpreter New(TestEngine engine) => new(NullLogger<FlowInterpreter>.Instance, engine.Clock, Budget);

    private async Task<bool> TryAdvanceAsync()
    {
        try
        {
            if (Store.Pending is null)
            {
                Store.Pending = await NextAsync() is { } next ? JsonSerializer.Serialize(next, RunJson.Default.TurnInput) : null;
            }

            if (Store.Pending is null)
            {
                return false;
            }

            var input = JsonSerializer.Deserialize(Store.Pending, RunJson.Default.TurnInput)!;
            var host = new DurableHost(Store, _now) { Plug = _plug, LetAnswer = Others.AnswerOne };
            var outcome = await _interpreter.ReactAsync(_program, Store.Read(), input, host, _plug.Token);
            Assert.False(outcome.Deferred);
            host.Commit(outcome);
            host.DetachedCalls.ForEach(d => _jobs[d.Job.EffectKey] = d.Call);
        }
        catch (Exception e) when (_plug.IsPulled && e is PlugPulledException or OperationCanceledException)
        {
            // The process is dead; what it committed is all there is.
        }

        return true;
    }

    private void Restart()
    {
        PulledAt = _plug.PulledAt;
        UnderWay = [.. Store.Effects.Where(e => e.Value is null).Select(e => OtherSide.Short(e.Key))];
        Others.HangUp();
        PlugIn();
        _jobs.Clear();
        _interpreter = New(engine);
        _program = after;
    }

    private async Task<TurnInput?> NextAsync()
    {
        var run = Store.Read();
        if (run is null or { HasEnded: true })
        {
            var isOver = _hasBegun;
            _hasBegun = true;
            return isOver ? null : start;
        }

        if (run.IsSliced)
        {
            return new TurnInput.Continue(run.RunId);
        }

        _now += TimeSpan.FromSeconds(1);
        if (run.Frames.Exists(f => f.Bookmark is Bookmark.Input))
        {
            Assert.True(_messages < messages.Length, $"Nobody answers: {string.Join(" | ", Store.Said)}");
            return new TurnInput.Message(messages[_messages++]);
        }

        if (run.Frames.Select(f => f.Bookmark).OfType<Bookmark.Job>().MinBy(j => j.EffectKey, StringComparer.Ordinal) is { } job)
        {
            return await SettleAsync(run, job.EffectKey);
        }

        var waiting = run.Frames.Find(f => f.Bookmark is Bookmark.Event);
        if (waiting is { Bookmark: Bookmark.Event(var name, var correlation, _) })
        {
            var data = JsonSerializer.SerializeToElement(new { amount = 7 });
            return new TurnInput.EventArrived(run.RunId, waiting.Bookmark.Ticket, new EmittedEvent(name, correlation, data));
        }

        var timer = run.Frames.Select(f => f.Bookmark).Where(b => b?.DueAt is not null).MinBy(b => (b!.DueAt, b.Ticket))!;
        _now = timer.DueAt!.Value;
        return new TurnInput.TimerFired(run.RunId, timer.Ticket);
    }

    /// <summary>The result of a call that outlived its turn; repeated when the process that waited for it is gone.</summary>
    private async Task<TurnInput> SettleAsync(RunState run, string key)
    {
        if (!_jobs.TryGetValue(key, out var call))
        {
            var host = new DurableHost(Store, _now) { Plug = _plug };
            call = _interpreter.RepeatCallAsync(_program, run, key, host, _plug.Token);
        }

        Others.Answer(OtherSide.Short(key).Split('#')[0]);
        var result = await call;
        _plug.Pass("settle job");
        Store.Effects[key] = JsonSerializer.Serialize(result, RunJson.Default.CallResult);
        return new TurnInput.JobSettled(run.RunId, key, result);
    }
}
