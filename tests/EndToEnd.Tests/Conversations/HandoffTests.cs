using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Conversations;

/// <summary>A visitor asks for a person, and a person answers.</summary>
public sealed class HandoffTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task An_agent_takes_over_answers_returns_to_the_bot_and_closes()
    {
        var visitor = await VisitorPageAsync();
        var conversation = await visitor.OpenChatAsync();
        const string Ask = "I want to talk to a person";
        await visitor.WriteAsync(Ask);
        await Expect(visitor.Said("I am getting a colleague.")).ToBeVisibleAsync();

        var agent = await AdminPageAsync();
        await agent.ReadConversationAsync(conversation);
        await agent.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await agent.GetByLabel("Your answer").FillAsync("Good day, how can I help?");
        await agent.GetByLabel("Your answer").PressAsync("Enter");
        await Expect(visitor.Said("Good day, how can I help?")).ToBeVisibleAsync();

        await visitor.WriteAsync("Where is order 1003?");
        await Expect(agent.Said("Where is order 1003?")).ToBeVisibleAsync();
        await visitor.WriteAsync("Are you there?");
        await Expect(agent.Said("Are you there?")).ToBeVisibleAsync();
        await Expect(visitor.Said("Order 1003 is")).ToHaveCountAsync(0);
        Assert.Empty(await Axe.ViolationsAsync(agent));

        await agent.GetByRole(AriaRole.Button, new() { Name = "Return to the bot" }).ClickAsync();
        await Expect(agent.GetByText("The bot answers")).ToBeVisibleAsync();
        await visitor.WriteAsync("Where is order 1002?");
        await Expect(visitor.Said("Order 1002 is completed.")).ToBeVisibleAsync();

        await visitor.WriteAsync(Ask);
        await agent.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(agent.Locator(".talk .pill").GetByText("Closed")).ToBeVisibleAsync();
        await Expect(visitor.GetByText("This conversation has ended.").First).ToBeVisibleAsync();
    }
}
