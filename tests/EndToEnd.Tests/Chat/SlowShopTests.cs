using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Chat;

/// <summary>The chat never hangs: a slow shop is waited for beside the turn, and the visitor knows.</summary>
public sealed class SlowShopTests(GatewayFixture fixture) : GatewayTest(fixture)
{
    public override async ValueTask InitializeAsync() => await SetDelayAsync(2_500);

    public override async ValueTask DisposeAsync()
    {
        await SetDelayAsync(0);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_visitor_sees_typing_then_hears_that_it_takes_longer_then_the_result()
    {
        await using var visitor = await Visitor.ArriveAsync(Studio);
        await visitor.HearAsync("Hello");
        await visitor.SayAsync("Where is my order?");
        await visitor.HearAsync("What is your order number?");

        await visitor.SayAsync("1001");

        await visitor.NoticeAsync("typing");
        await visitor.HearAsync("Still working on it");
        await visitor.HearAsync("Order 1001 is processing.");
        await visitor.HearAsync("We are packing it.");
    }

    [Fact]
    public async Task Others_are_answered_while_one_waits_for_the_shop()
    {
        await using var waiting = await Visitor.ArriveAsync(Studio);
        await waiting.HearAsync("Hello");
        await waiting.SayAsync("Where is order 1002?");
        await waiting.NoticeAsync("typing");

        await using var other = await Visitor.ArriveAsync(Studio);
        await other.HearAsync("Hello");
        await other.SayAsync("I want to talk to a person");
        await other.HearAsync("I am getting a colleague.");

        await waiting.HearAsync("Order 1002 is completed.");
    }

    private async Task SetDelayAsync(int milliseconds)
    {
        using var client = Studio.Anonymous();
        using var answer = await client.SendAsync(HttpMethod.Put, "/demo/shop/delay", new { milliseconds });
        answer.EnsureSuccessStatusCode();
    }
}
