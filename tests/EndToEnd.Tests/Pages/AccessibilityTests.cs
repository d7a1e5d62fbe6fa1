using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

public sealed class AccessibilityTests(StudioFixture fixture) : BrowserTest(fixture)
{
    public static TheoryData<string, string> Pages =>
        new()
        {
            { "/", "Order support" },
            { "/bots/order-support", "Fallback" },
            { "/bots/order-support/names", "orderNumber" },
            { "/bots/order-support/understanding", "Try it" },
            { "/bots/returns/dialogue", "What visitors may say at any time" },
            { "/connections", "WooCommerce" },
            { "/connections/shop", "Used by" },
            { "/connectors", "Plug-ins are trusted code" },
            { "/connectors/import", "Read the document" },
            { "/bots/order-support/webhooks", "No flow starts on a webhook" },
            { "/conversations", "Choose a conversation" },
            { "/people", Studio.AdminEmail },
            { "/people/new", "First password" },
            { "/account", "Current password" },
            { "/nowhere", "There is no such page" },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_in_both_themes(string path, string settled)
    {
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await AdminPageAsync(colours);
            await page.GotoAsync(path);
            await Expect(page.GetByText(settled).First).ToBeVisibleAsync();
            await Expect(page.Locator(".skel-block")).ToHaveCountAsync(0);

            Assert.Empty(await Axe.ViolationsAsync(page));
        }
    }

    [Fact]
    public async Task The_sign_in_page_is_accessible()
    {
        var page = await VisitorPageAsync();
        await page.GotoAsync("/login");

        Assert.Empty(await Axe.ViolationsAsync(page));
    }

    [Fact]
    public async Task The_connection_dialog_is_accessible_and_shows_no_secret()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/connections/shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Replace" })).ToBeVisibleAsync();

        Assert.Empty(await Axe.ViolationsAsync(page));
        Assert.DoesNotContain("cs_demo", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "Order support")]
    [InlineData("/connections", "shop")]
    [InlineData("/connections/shop", "Used by")]
    [InlineData("/connectors", "WooCommerce")]
    public async Task A_page_needs_no_sideways_scrolling_on_a_phone(string path, string settled)
    {
        var page = await AdminPageAsync();
        await page.SetViewportSizeAsync(360, 740);
        await page.GotoAsync(path);
        await Expect(page.GetByText(settled).First).ToBeVisibleAsync();

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}
