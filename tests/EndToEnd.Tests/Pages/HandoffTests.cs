using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

public sealed class HandoffTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task An_agent_takes_over_answers_and_closes_while_the_bot_is_silent()
    {
        var visitor = await VisitorPageAsync();
        await visitor.OpenChatAsync();
        await visitor.WriteAsync("I need help from a colleague");

        var agent = await AdminPageAsync();
        await agent.GotoAsync("/conversations");
        await agent.GetByText("I need help from a colleague").Or(agent.Locator(".cv .pill.warn")).First.ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await agent.GetByLabel("Your answer").FillAsync("Good morning, I am reading it.");
        await agent.GetByLabel("Your answer").PressAsync("Enter");
        await Expect(visitor.Said("Good morning, I am reading it.")).ToBeVisibleAsync();

        await visitor.WriteAsync("Where is my order?");
        await Expect(agent.GetByRole(AriaRole.Log).GetByText("Where is my order?", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(visitor.Said("What is your order number?")).ToHaveCountAsync(0);
        Assert.Empty(await Axe.ViolationsAsync(agent));

        await agent.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(agent.Locator(".talk .pill").GetByText("Closed")).ToBeVisibleAsync();
    }
}
