using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>The draft is tested in a chat beside the canvas.</summary>
public sealed class TestChatTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task The_test_chat_answers_from_the_shop_and_the_way_lights_up()
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync());

        await page.Button("Test").ClickAsync();
        await SayAsync(page, "Where is my order?");
        await Expect(page.Said("What is your order number?")).ToBeVisibleAsync();
        await Expect(page.Card("Ask for the order number").Locator(".lit")).ToBeVisibleAsync();
        await SayAsync(page, "1003");
        await Expect(page.Said("Order 1003 is on-hold.")).ToBeVisibleAsync();

        await Expect(page.Card("Find the order").Locator(".lit")).ToBeVisibleAsync();
        await Expect(page.Card("Say it waits for payment").Locator(".lit")).ToBeVisibleAsync();
        await Expect(page.Card("Say it is on its way").Locator(".lit")).ToHaveCountAsync(0);
        await page.Button("Stop test").ClickAsync();
        await Expect(page.Card("Find the order").Locator(".lit")).ToHaveCountAsync(0);
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByLabel("Write as the visitor").FillAsync(text);
        await page.Button("Send").ClickAsync();
    }
}
