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
}
