using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Texts that are written into a page instead of being looked up are seen in the pseudo-locale.</summary>
public sealed class WordingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("/not-found", "There is no such page")]
    [InlineData("/error", "This page could not be shown")]
    [InlineData("/denied", "Your role does not open this page")]
    [InlineData("/account", "Current password")]
    [InlineData("/logout", "Sign out")]
    [InlineData("/people", "Active")]
    [InlineData("/people/new", "First password")]
    [InlineData("/", "Published")]
    [InlineData("/bots/order-support", "Flows")]
    [InlineData("/bots/order-support/names", "Connections")]
    [InlineData("/bots/order-support/runs", "Runs")]
    [InlineData("/bots/order-support/flows/order-status", "Find a node")]
    [InlineData("/bots/order-support/flows/order-status?node=number", "Question")]
    [InlineData("/bots/order-support/flows/order-status/versions", "Versions")]
    [InlineData("/conversations", "Choose a conversation")]
    [InlineData("/bots/order-support/webhooks", "No flow starts on a webhook")]
    [InlineData("/connections", "WooCommerce")]
    [InlineData("/connections/shop", "Used by")]
    [InlineData("/connectors", "Part of FlowStudio")]
    [InlineData("/connectors/import", "Read the document")]
    public async Task Every_text_of_a_page_is_looked_up(string path, string settled)
    {
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync(path);
        await Expect(page.GetByText(settled).First).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Theory]
    [InlineData("/connections", "New connection")]
    [InlineData("/connections", "Environments")]
    [InlineData("/bots/order-support/webhooks", "Wait for a call")]
    public async Task Every_text_of_a_dialog_is_looked_up(string path, string button)
    {
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync(path);

        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Fact]
    public async Task Every_text_of_the_sign_in_is_looked_up()
    {
        var page = await VisitorPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync("/login");
        await page.GetByLabel("E-mail").FillAsync("nobody@example.com");
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByText("password is wrong")).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Fact]
    public async Task Every_text_about_a_person_is_looked_up()
    {
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Cell).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New password" })).ToBeVisibleAsync();

        // The title is the name of the person.
        Assert.DoesNotContain(await PlainText.OfAsync(page), text => !text.StartsWith("admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_text_around_a_conversation_is_looked_up()
    {
        var visitor = await VisitorPageAsync();
        var conversation = await visitor.OpenChatAsync();
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync($"/conversations/{Uri.EscapeDataString(conversation)}");
        await Expect(page.GetByText("The bot answers")).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }
}
