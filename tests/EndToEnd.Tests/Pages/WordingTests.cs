using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Texts that are written into a page instead of being looked up are seen in the pseudo-locale.</summary>
public sealed class WordingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("/not-found", "There is no such page")]
    [InlineData("/error", "This page could not be shown")]
    [InlineData("/denied", "Your role does not open this page")]
    public async Task Every_text_of_a_page_is_looked_up(string path, string settled)
    {
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync(path);
        await Expect(page.GetByText(settled).First).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }
}
