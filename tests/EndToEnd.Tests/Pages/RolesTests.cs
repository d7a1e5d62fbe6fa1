using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

public sealed class RolesTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task An_agent_sees_conversations_and_cannot_open_the_editor_or_the_connections()
    {
        var admin = await AdminPageAsync();
        await admin.GotoAsync("/people/new");
        await admin.GetByLabel("Name", new() { Exact = true }).FillAsync("Jonas");
        await admin.GetByLabel("E-mail").FillAsync("jonas@example.com");
        await admin.GetByLabel("First password").FillAsync(Studio.AdminPassword);
        await admin.GetByRole(AriaRole.Checkbox, new() { Name = "Agent" }).CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make the person" }).ClickAsync();
        await Expect(admin.GetByText("jonas@example.com")).ToBeVisibleAsync();

        var agent = await VisitorPageAsync();
        await agent.SignInAsync("jonas@example.com", Studio.AdminPassword);
        await Expect(agent.GetByRole(AriaRole.Heading, new() { Name = "Conversations" })).ToBeVisibleAsync();
        foreach (var closed in new[] { "/bots/order-support/flows/order-status", "/bots/order-support", "/connections", "/people" })
        {
            await agent.GotoAsync(closed);
            await Expect(agent.GetByText("Your role does not open this page")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Signing_in_never_leads_to_another_site()
    {
        var page = await VisitorPageAsync();
        await page.GotoAsync("/login?returnUrl=%2F%5Cevil.example");
        await page.GetByLabel("E-mail").FillAsync(Studio.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Studio.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bots and flows" })).ToBeVisibleAsync();
        Assert.Equal(Studio.Address, new Uri(page.Url));
    }
}
