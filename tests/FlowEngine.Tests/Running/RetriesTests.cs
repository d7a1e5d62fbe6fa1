using FlowEngine.Definition;
using FlowEngine.Running;

namespace FlowEngine.Tests.Running;

public sealed class RetriesTests
{
    private static readonly NodeError Broken = new("status.503", "It is down.", Retryable: true);

    [Fact]
    public void Waits_are_spread_over_a_fifth_around_the_policy_so_that_many_runs_do_not_come_back_at_once()
    {
        var waits = Enumerable.Range(0, 1_000).Select(seed => Retries.DelayOf(new RetryPolicy(DelaySeconds: 10), Broken, 1, seed).TotalSeconds).ToList();

        Assert.InRange(waits.Min(), 8, 8.1);
        Assert.InRange(waits.Max(), 11.9, 12);
        Assert.InRange(waits.Average(), 9.8, 10.2);
    }

    [Theory]
    [InlineData(1, 8, 12)]
    [InlineData(60, 60, 60)]
    [InlineData(259_200, 86_400, 86_400)]
    public void Waits_as_long_as_the_other_side_asks_where_that_is_longer_but_a_day_at_most(int asked, double least, double most)
    {
        var error = Broken with { RetryAfter = TimeSpan.FromSeconds(asked) };

        Assert.InRange(Retries.DelayOf(new RetryPolicy(DelaySeconds: 10), error, 1, seed: 7).TotalSeconds, least, most);
    }

    [Theory]
    [InlineData("status.503", true)]
    [InlineData("status.5*", true)]
    [InlineData("*", true)]
    [InlineData("status.502", false)]
    [InlineData("status.50", false)]
    [InlineData("Status.5*", false)]
    public void Only_the_errors_that_are_named_are_tried_again(string on, bool again) =>
        Assert.Equal(again, Retries.Allows(new RetryPolicy(On: [on]), Broken with { Retryable = false }, attempt: 1));

    [Fact]
    public void A_write_of_which_nobody_knows_whether_it_happened_is_never_tried_again() =>
        Assert.False(Retries.Allows(new RetryPolicy(On: ["*"]), new NodeError("effect.unknown", "Nobody knows.", Retryable: true), attempt: 1));

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void The_attempts_of_the_policy_are_all_there_are(int attempt, bool again) =>
        Assert.Equal(again, Retries.Allows(new RetryPolicy(Attempts: 3), Broken, attempt));
}
