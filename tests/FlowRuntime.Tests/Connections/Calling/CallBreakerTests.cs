using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;
using TestKit;

namespace FlowRuntime.Tests.Connections.Calling;

public sealed class CallBreakerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly CallBreaker _breaker;

    public CallBreakerTests() =>
        _breaker = new CallBreaker("shop", new CallingOptions { BreakerCalls = 10, BreakerRatio = 0.5, BreakerWindowSeconds = 30, BreakerOpenSeconds = 15 }, _time);

    [Fact]
    public void Opens_when_half_of_the_calls_fail_and_says_when_to_try_again()
    {
        Make(5, failed: false);
        Make(4, failed: true);
        Assert.Equal(BreakerState.Closed, _breaker.Read().State);

        Make(1, failed: true);

        Assert.Equal((BreakerState.Open, _time.GetUtcNow() + TimeSpan.FromSeconds(15)), _breaker.Read());
        var refused = Assert.Throws<ConnectionRefusedException>(() => _breaker.Enter());
        Assert.Equal(("connection.open", true, TimeSpan.FromSeconds(15)), (refused.Code, refused.Retryable, refused.RetryAfter));
    }

    [Fact]
    public void Stays_closed_for_a_few_failures_among_many_calls()
    {
        Make(100, failed: false);
        Make(90, failed: true);

        Assert.Equal(BreakerState.Closed, _breaker.Read().State);
    }

    [Fact]
    public void Forgets_failures_of_long_ago()
    {
        Make(9, failed: true);
        _time.Advance(TimeSpan.FromSeconds(31));

        Make(1, failed: true);

        Assert.Equal(BreakerState.Closed, _breaker.Read().State);
    }

    [Fact]
    public void Lets_one_call_try_and_closes_when_it_succeeds()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(BreakerState.HalfOpen, _breaker.Read().State);

        Assert.True(_breaker.Enter());
        Assert.Throws<ConnectionRefusedException>(() => _breaker.Enter());
        Assert.Equal(BreakerState.Closed, _breaker.Record(isTrial: true, failed: false));

        Assert.False(_breaker.Enter());
    }

    [Fact]
    public void Opens_again_when_the_trial_fails()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(BreakerState.Open, _breaker.Record(_breaker.Enter(), failed: true));

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(15), _breaker.Read().OpenUntil);
    }

    [Fact]
    public void Lets_another_call_try_when_the_trial_was_given_up()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(15));

        _breaker.Abandon(_breaker.Enter());

        Assert.True(_breaker.Enter());
    }

    private void Open() => Make(10, failed: true);

    private void Make(int calls, bool failed)
    {
        for (var i = 0; i < calls; i++)
        {
            _breaker.Record(_breaker.Enter(), failed);
        }
    }
}
