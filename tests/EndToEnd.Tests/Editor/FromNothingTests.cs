using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>The order-status bot drawn from an empty flow: once with keys alone, once with the mouse and typing only where text is written.</summary>
public sealed class FromNothingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private const string Question = "What is your order number?";
    private const string Answer = "Order {{ vars.order.number }} is {{ vars.order.status }}.";

    [Fact]
    public async Task With_the_keyboard_alone()
    {
        var page = await OpenEmptyAsync();

        await AddAsync(page, "/", "On intent");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#setting-intent")).ToBeFocusedAsync();
        await TabToAsync(page, page.Button("New intent"));
        await page.Keyboard.PressAsync("Enter");
        await TypeIntoAsync(page, page.GetByLabel("Name of the intent"), "orderStatus");
        await TypeIntoAsync(page, page.GetByLabel("Example phrases"), "Where is my order?");
        await TabToAsync(page, page.Button("Add it"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#setting-intent")).ToHaveValueAsync("orderStatus");

        await GoToCardAsync(page, "On intent");
        await AddAsync(page, "a", "Ask");
        await page.Keyboard.PressAsync("Enter");
        await TypeIntoAsync(page, page.GetByLabel("Question", new() { Exact = true }), Question);
        await TypeIntoAsync(page, page.GetByLabel("Keep the answer in"), "orderNumber");
        await TabToAsync(page, page.Button("Add it to the flow’s variables"));
        await page.Keyboard.PressAsync("Enter");

        await GoToCardAsync(page, "Ask");
        await AddAsync(page, "a", "Get order");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, page.Locator("#setting-connection"));
        await page.Keyboard.TypeAsync("shop");
        await TypeIntoAsync(page, page.GetByLabel("Order number", new() { Exact = true }), "=vars.orderNumber");
        await TypeIntoAsync(page, page.GetByLabel("Save to"), "order");
        await TabToAsync(page, page.Button("Add it to the flow’s variables"));
        await page.Keyboard.PressAsync("Enter");

        await GoToCardAsync(page, "Get order");
        await AddAsync(page, "a", "Say");
        await page.Keyboard.PressAsync("Enter");
        await TypeIntoAsync(page, page.GetByLabel("Message", new() { Exact = true }), Answer);

        await GoToCardAsync(page, "Get order");
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.PressAsync("2");
        await Expect(page.GetByText("Linking port not found of Get order").First).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Card("Ask")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Linked not found of Get order to Ask").First).ToBeAttachedAsync();

        await ChooseAsync(page, "Start or stop the test");
        await Expect(page.GetByLabel("Write as the visitor")).ToBeFocusedAsync();
        await TypeAndSendAsync(page, "Where is my order?");
        await Expect(page.Said(Question)).ToBeVisibleAsync();
        await TypeAndSendAsync(page, "1003");
        await SeesTheOrderAsync(page);
    }

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
        await Expect(page.Palette("Ask")).ToBeHiddenAsync();
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

    private static async Task TypeAndSendAsync(IPage page, string text)
    {
        await Expect(page.Button("Send")).ToBeEnabledAsync();
        await TypeIntoAsync(page, page.GetByLabel("Write as the visitor"), text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task AddAsync(IPage page, string key, string title)
    {
        await page.Keyboard.PressAsync(key);
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a node" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(title);
        await Expect(page.Palette(title)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Card(title)).ToBeFocusedAsync();
    }

    private static async Task ChooseAsync(IPage page, string title)
    {
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Do, go to or add" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(title);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task GoToCardAsync(IPage page, string title)
    {
        await ChooseAsync(page, title);
        await Expect(page.Card(title)).ToBeFocusedAsync();
    }

    private static async Task TypeIntoAsync(IPage page, ILocator field, string text)
    {
        await TabToAsync(page, field);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes from field to field until the one that is meant has the focus, as people do who see where they are.</summary>
    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await Expect(target.First).ToBeVisibleAsync();
        for (var presses = 0; presses < 120; presses++)
        {
            if (await target.First.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not lead to {target}.");
    }

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
