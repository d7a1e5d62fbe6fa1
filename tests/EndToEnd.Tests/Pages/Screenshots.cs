using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Makes the pictures of the documentation; <c>eng/screenshots.sh</c> says where they go.</summary>
public sealed class Screenshots(StudioFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("bots", "/", "Order support")]
    [InlineData("bot", "/bots/order-support", "Fallback")]
    [InlineData("editor", "/bots/order-support/flows/order-status", "Find the order")]
    [InlineData("connections", "/connections", "WooCommerce")]
    [InlineData("conversations", "/conversations", "Choose a conversation")]
    [InlineData("people", "/people", Studio.AdminEmail)]
    public async Task A_page_is_drawn_in_both_themes(string name, string path, string settled)
    {
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots");
        foreach (var (colours, word) in new[] { (ColorScheme.Light, "light"), (ColorScheme.Dark, "dark") })
        {
            var page = await AdminPageAsync(colours);
            await page.GotoAsync(path);
            await Expect(page.GetByText(settled).First).ToBeVisibleAsync();

            var file = Path.Combine(folder, $"{name}-{word}.png");
            await page.ScreenshotAsync(new() { Path = file });

            Assert.True(new FileInfo(file).Length > 10_000, "The picture is empty.");
        }
    }
}
