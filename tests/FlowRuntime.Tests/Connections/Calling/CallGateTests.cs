using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;
using TestKit;

namespace FlowRuntime.Tests.Connections.Calling;

public sealed class CallGateTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly CallGate _gate;

    public CallGateTests() => _gate = new CallGate("shop", _time);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Lets_a_burst_out_at_once_and_the_rest_at_the_pace()
    {
        Limit(rate: 2, burst: 3);
        Enter(6);
        Assert.Equal(3, Served);

        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(4, Served);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(6, Served);
    }

    [Fact]
    public void Never_lets_more_out_than_the_burst_and_the_pace_allow()
    {
        Limit(rate: 10, burst: 5, queue: 10_000, waitSeconds: 600);
        Enter(500);

        for (var tenth = 0; tenth <= 100; tenth++)
        {
            Assert.InRange(Served, tenth, 5 + tenth);
            _time.Advance(TimeSpan.FromSeconds(0.1));
        }
    }

    [Fact]
    public async Task Serves_in_the_order_of_arrival()
    {
        Limit(rate: 1, burst: 1);
        var calls = Enter(4);

        for (var served = 1; served <= 4; served++)
        {
            await calls[served - 1];
            Assert.Equal(served, Served);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Lets_the_next_one_in_when_one_leaves()
    {
        Limit(concurrency: 2);
        var calls = Enter(3);
        Assert.False(calls[2].IsCompleted);

        _gate.Leave();

        await calls[2];
        Assert.Equal((2, 0), (_gate.Read().Running, _gate.Read().Queued));
    }

    [Fact]
    public async Task Refuses_beyond_the_queue_as_something_to_try_again()
    {
        Limit(concurrency: 1, queue: 1);
        Enter(2);

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => Enter(1)[0]);

        Assert.Equal(("connection.busy", true), (refused.Code, refused.Retryable));
        Assert.NotNull(refused.RetryAfter);
    }

    [Fact]
    public async Task Refuses_at_once_whose_turn_cannot_come_in_time()
    {
        Limit(rate: 1, burst: 1, waitSeconds: 5);
        var calls = Enter(6);
        Assert.DoesNotContain(calls, c => c.IsFaulted);

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => Enter(1)[0]);

        Assert.Equal(TimeSpan.FromSeconds(6), refused.RetryAfter);
    }

    [Fact]
    public async Task Refuses_whose_turn_did_not_come_in_time()
    {
        Limit(concurrency: 1, waitSeconds: 5);
        var calls = Enter(2);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("connection.busy", (await Assert.ThrowsAsync<ConnectionRefusedException>(() => calls[1])).Code);
        Assert.Equal(0, _gate.Read().Queued);
    }

    [Fact]
    public async Task Gives_the_place_of_one_who_gave_up_to_the_next()
    {
        Limit(concurrency: 1);
        using var stop = new CancellationTokenSource();
        Enter(1);
        var gaveUp = _gate.EnterAsync(stop.Token).AsTask();
        var next = Enter(1)[0];

        await stop.CancelAsync();
        _gate.Leave();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);
        await next;
    }

    [Fact]
    public void Waits_as_long_as_the_other_side_asks()
    {
        Limit();
        _gate.Heed(new RateReport(TimeSpan.FromSeconds(7), null, null));
        Enter(1);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(7), _gate.Read().ThrottledUntil);

        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal(0, Served);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(1, Served);
        Assert.Null(_gate.Read().ThrottledUntil);
    }

    [Fact]
    public void Makes_no_more_calls_in_a_window_than_are_left()
    {
        Limit();
        _gate.Heed(new RateReport(null, 2, TimeSpan.FromSeconds(10)));
        Enter(3);
        Assert.Equal(2, Served);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(3, Served);
    }

    [Fact]
    public void Does_not_believe_an_answer_that_was_overtaken()
    {
        Limit();
        _gate.Heed(new RateReport(null, 1, TimeSpan.FromSeconds(10)));
        _gate.Heed(new RateReport(null, 5, TimeSpan.FromSeconds(10)));

        Enter(3);
        Assert.Equal(1, Served);
    }

    [Fact]
    public void Goes_by_new_limits_at_once()
    {
        Limit(concurrency: 1);
        Enter(3);

        Limit(concurrency: 3);

        Assert.Equal(3, Served);
    }

    /// <summary>Calls that got their turn; no test lets one leave that counts them.</summary>
    private int Served => _gate.Read().Running;

    private void Limit(double? rate = null, double burst = 1, int concurrency = 1_000, int queue = 100, double waitSeconds = 20) =>
        _gate.Set(new CallingLimits(rate, burst, concurrency, queue, TimeSpan.FromSeconds(waitSeconds), TimeSpan.FromSeconds(100)));

    private Task[] Enter(int calls) => [.. Enumerable.Range(0, calls).Select(_ => _gate.EnterAsync(CancellationToken.None).AsTask())];
}
