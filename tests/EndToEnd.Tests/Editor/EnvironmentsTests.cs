using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>An analyst tries a version in an environment of its own, and lets live run the same.</summary>
public sealed class EnvironmentsTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_version_is_tried_in_test_promoted_to_live_and_taken_back_in_one_click()
    {
        var bot = await Studio.CopySampleAsync();
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(bot, "welcome");
        await PublishAsync(page, "live", "is live");
        await page.Card("Greet").ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Words that are tried first.");
        await page.IsSavedAsync();
        await PublishAsync(page, "test", "Version 2 runs in test");

        var visitor = await VisitorPageAsync();
        await visitor.ConverseAsync($"/chat/{bot}@test");
        await Expect(visitor.Said("Words that are tried first.")).ToBeVisibleAsync();
        await visitor.ConverseAsync($"/chat/{bot}");
        await Expect(visitor.Said("Hello, I am the shop's assistant.")).ToBeVisibleAsync();

        await page.GotoAsync($"/bots/{bot}");
        var card = page.GetByRole(AriaRole.Region, new() { Name = "Environments" });
        await card.GetByRole(AriaRole.Button, new() { Name = "Promote to live" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("Words that are tried first.")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor(".promote.png") });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Run in live" }).ClickAsync();
        await Expect(card.GetByText("Version 2 runs in live from now on.")).ToBeVisibleAsync();
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Promote to live" })).ToHaveCountAsync(0);
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor(".card.png"), FullPage = true });
        var next = await VisitorPageAsync();
        await next.ConverseAsync($"/chat/{bot}");
        await Expect(next.Said("Words that are tried first.")).ToBeVisibleAsync();

        await page.Button("Go back to version 1 in live").ClickAsync();
        await Expect(card.GetByText("Version 1 runs in live from now on.")).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Link, new() { Name = "Runs in test", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByText("version 2").First).ToBeVisibleAsync();
        await Expect(page.Locator(".pill").GetByText("test", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(IPage page, string environment, string done)
    {
        await page.IsSavedAsync();
        await page.Button("Publish").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = environment }).CheckAsync();
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor($".publish-{environment}.png") });
        Assert.Empty(await Axe.ViolationsAsync(page));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = done })).ToBeVisibleAsync();
        await dialog.Locator("footer").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }
}
