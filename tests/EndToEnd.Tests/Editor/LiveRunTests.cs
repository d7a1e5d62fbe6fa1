using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>A run of the live system is looked at in the view of the test chat.</summary>
public sealed class LiveRunTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_conversation_leads_to_its_run_with_way_values_and_journal_and_follows_it()
    {
        var visitor = await VisitorPageAsync();
        var conversation = await visitor.OpenChatAsync();
        await visitor.WriteAsync("Where is my order?");
        await Expect(visitor.Said("What is your order number?")).ToBeVisibleAsync();

        var agent = await AdminPageAsync();
        await agent.ReadConversationAsync(conversation);
        await agent.GetByRole(AriaRole.Link, new() { Name = "How it came to this" }).Last.ClickAsync();
        await Expect(agent.Card("Ask for the order number").Locator(".lit")).ToBeVisibleAsync();
        await Expect(agent.Card("Find the order").Locator(".lit")).ToHaveCountAsync(0);
        await Expect(agent.Said("What is your order number?")).ToBeVisibleAsync();

        await visitor.WriteAsync("1002");
        await Expect(agent.Card("Find the order").Locator(".lit")).ToBeVisibleAsync();
        await Expect(agent.Said("Order 1002 is completed.")).ToBeVisibleAsync();
        await Expect(agent.Locator(".run-value.on-link").GetByText("1002").First).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Find the order", Exact = true }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Region, new() { Name = "Find the order, what happened" })).ToContainTextAsync("\"status\": \"completed\"");
        await agent.GetByRole(AriaRole.Tab, new() { Name = "Journal" }).ClickAsync();
        await Expect(agent.GetByText("The run begins")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(agent));
    }

    [Fact]
    public async Task The_runs_of_a_bot_are_listed_and_lead_to_their_nodes()
    {
        var visitor = await VisitorPageAsync();
        await visitor.OpenChatAsync();
        await visitor.WriteAsync("Where is my order?");
        await Expect(visitor.Said("What is your order number?")).ToBeVisibleAsync();

        var page = await AdminPageAsync();
        await page.GotoAsync("/bots/order-support/runs");
        await page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator(".react-flow__node").First).ToBeVisibleAsync();
        await page.GotoAsync($"{new Uri(page.Url).AbsolutePath}?node=number");

        await Expect(page.Locator(".react-flow__node.selected")).ToHaveCountAsync(1);
        Assert.Empty(await Axe.ViolationsAsync(page));
    }
}
