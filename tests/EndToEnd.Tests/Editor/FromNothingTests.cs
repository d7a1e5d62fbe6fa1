using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>The order-status bot drawn from an empty flow.</summary>
public sealed class FromNothingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private const string Question = "What is your order number?";
    private const string Answer = "Order {{ vars.order.number }} is {{ vars.order.status }}.";

    [Fact]
    public async Task With_the_mouse_and_text_only_where_text_is_written()
    {
        var page = await OpenEmptyAsync();

        await page.Button("Start on an intent").ClickAsync();
        await page.Button("New intent").ClickAsync();
        await page.GetByLabel("Name of the intent").FillAsync("orderStatus");
        await page.GetByLabel("Example phrases").FillAsync("Where is my order?");
        await page.Button("Add it").ClickAsync();
        await Expect(page.Locator("#setting-intent")).ToHaveValueAsync("orderStatus");

        await page.Palette("Ask").ClickAsync();
        await page.GetByLabel("Question", new() { Exact = true }).FillAsync(Question);
        await page.GetByLabel("Keep the answer in").FillAsync("orderNumber");
        await page.Button("Add it to the flow’s variables").ClickAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a node" }).FillAsync("Get order");
        await page.Palette("Get order").ClickAsync();
        await page.Locator("#setting-connection").SelectOptionAsync("shop");
        await page.Button("Insert a value into Order number").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "orderNumber" }).First.ClickAsync();
        await page.GetByLabel("Save to").FillAsync("order");
        await page.Button("Add it to the flow’s variables").ClickAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a node" }).FillAsync("");
        await page.Palette("Say").ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(Answer);

        await page.Button("Show the whole flow").ClickAsync();
        await DrawAsync(page, "On intent", "next", "Ask");
        await DrawAsync(page, "Ask", "answered", "Get order");
        await DrawAsync(page, "Get order", "found", "Say");
        await DrawAsync(page, "Get order", "not found", "Ask");

        await page.Button("Test").ClickAsync();
        await SayAsync(page, "Where is my order?");
        await Expect(page.Said(Question)).ToBeVisibleAsync();
        await SayAsync(page, "1003");
        await SeesTheOrderAsync(page);
    }

    private static async Task SeesTheOrderAsync(IPage page)
    {
        await Expect(page.Said("Order 1003 is on-hold.")).ToBeVisibleAsync();
        await page.IsSavedAsync();
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor(".png") });
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByLabel("Write as the visitor").FillAsync(text);
        await page.Button("Send").ClickAsync();
    }

    private static Task DrawAsync(IPage page, string from, string port, string to) =>
        page.Card(from).GetByLabel($"Port {port} of {from}").DragToAsync(page.Card(to).Locator(".port-in"));

    private async Task<IPage> OpenEmptyAsync()
    {
        var id = $"empty-{Guid.NewGuid():n}"[..16];
        using var api = Studio.Api();
        using var body = new StringContent(
            $$"""
            {
              "bot": { "schemaVersion": 1, "id": "{{id}}", "name": "From nothing", "timeZone": "Europe/Berlin", "languages": ["en"] },
              "flows": { "order-status": { "schemaVersion": 1, "id": "order-status", "name": "Order status", "nodes": {} } }
            }
            """,
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var answer = await api.SendAsync(HttpMethod.Put, $"/api/v1/bots/{id}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var page = await AdminPageAsync();
        await page.GotoAsync($"/bots/{id}/flows/order-status");
        await Expect(page.Button("Start on an intent")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "View of the canvas" })).ToBeVisibleAsync();
        return page;
    }
}
