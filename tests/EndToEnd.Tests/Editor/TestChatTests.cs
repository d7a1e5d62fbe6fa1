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

    [Fact]
    public async Task An_answer_is_made_up_a_value_changed_and_the_run_begun_again_at_a_node()
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync());
        await page.Button("Test").ClickAsync();
        await page.Button("Answers of other systems").ClickAsync();
        await page.Button("Make up the answer of Find the order").ClickAsync();
        await page.GetByLabel("Output (JSON)").FillAsync("""{ "number": "7", "status": "completed", "total": "1.00", "currency": "EUR", "line_items": [{ "name": "Mug", "quantity": 1 }] }""");
        await page.Button("Keep the answer").ClickAsync();
        await Expect(page.GetByText("Draft · one answer made up")).ToBeVisibleAsync();

        await SayAsync(page, "Where is my order?");
        await Expect(page.Said("What is your order number?")).ToBeVisibleAsync();
        await SayAsync(page, "1003");
        await Expect(page.Said("Order 7 is completed. You ordered 1 × Mug, in total 1.00 EUR.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Change items") }).ClickAsync();
        await page.GetByLabel("items", new() { Exact = true }).FillAsync("2 × Cup");
        await page.Button("Keep this value").ClickAsync();
        await page.Card("Tell status, total and items").ClickAsync();
        await page.Button("Start at Tell status, total and items").ClickAsync();
        await Expect(page.Said("Order 7 is completed. You ordered 2 × Cup, in total 1.00 EUR.")).ToBeVisibleAsync();

        await page.Button("Who writes").ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Who writes" }).GetByLabel("Name").FillAsync("Mira");
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.Button("Talk like this").ClickAsync();
        await Expect(page.GetByText("one answer made up · Mira")).ToBeVisibleAsync();
        await Expect(page.Said("Order 7 is completed.")).ToHaveCountAsync(0);
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByLabel("Write as the visitor").FillAsync(text);
        await page.Button("Send").ClickAsync();
    }
}
