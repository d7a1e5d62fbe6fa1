using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>An analyst teaches a bot what visitors mean.</summary>
public sealed class UnderstandingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_message_that_was_not_understood_becomes_a_phrase_and_a_test_by_one_click()
    {
        const string Bot = "learn-message";
        await PublishAsync(Bot);
        var visitor = await VisitorPageAsync();
        await visitor.ConverseAsync($"/chat/{Bot}");
        await visitor.WriteAsync("purple elephants dance at midnight");
        await Expect(visitor.Said("Pardon?")).ToBeVisibleAsync();

        var page = await AdminPageAsync();
        await page.GotoAsync($"/bots/{Bot}/understanding");
        await Expect(page.GetByText("Learned.")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await ReadAsync(page, "wheres my ordr");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("orderStatus");
        await Expect(page.Locator(".words")).ToContainTextAsync("ordr");

        await page.GetByRole(AriaRole.Button, new() { Name = "Not understood 1" }).ClickAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GetByLabel("Intent of “purple elephants dance at midnight”").SelectOptionAsync("orderStatus");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it a phrase" }).ClickAsync();
        await Expect(page.GetByText("is a phrase of orderStatus now, and a test.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing waits here.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Quality" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "v1" })).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        using var api = Studio.Api();
        var tests = (await api.GetJsonAsync($"/api/v1/bots/{Bot}")).GetProperty("tests").GetRawText();
        Assert.Contains("elephants", tests, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phrases_are_pasted_imported_and_undone()
    {
        const string Bot = "learn-phrases";
        await PublishAsync(Bot);
        var page = await AdminPageAsync();
        await page.GotoAsync($"/bots/{Bot}/understanding");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the phrases of giveBack" }).ClickAsync();
        await page.GetByLabel("Phrases, one a line").FillAsync("give it back\nreturn this\n\nwhere is my order");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The phrases of giveBack are saved in the draft.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Quality" }).ClickAsync();
        await Expect(page.GetByText("is the same as")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("No phrase stands twice")).ToBeVisibleAsync();

        await page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "phrases.csv", MimeType = "text/csv", Buffer = "text,intent\nbook a table,reserve\nreserve a seat,reserve\n"u8.ToArray() }
        );
        await Expect(page.GetByText("2 phrases and one intent are new")).ToBeVisibleAsync();
    }

    private static async Task ReadAsync(IPage page, string text)
    {
        await page.GetByLabel("A message to understand").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Understand", Exact = true }).ClickAsync();
    }

    private async Task PublishAsync(string bot)
    {
        using var api = Studio.Api();
        using var saved = await api.SendAsync(
            HttpMethod.Put,
            $"/api/v1/bots/{bot}",
            new StringContent(
                $$"""
                {
                  "bot": {
                    "id": "{{bot}}", "name": "{{bot}}", "timeZone": "UTC", "languages": ["en"], "fallback": { "flow": "pardon" },
                    "intents": {
                      "orderStatus": { "phrases": ["where is my order", "track my parcel", "has my order been shipped", "order status", "when does my parcel arrive"] },
                      "giveBack": { "phrases": ["i want to return something", "send an item back", "refund please", "give it back", "how do i return my order"] }
                    }
                  },
                  "flows": {
                    "pardon": {
                      "schemaVersion": 1, "id": "pardon", "name": "Pardon",
                      "nodes": { "start": { "type": "trigger.start", "links": { "next": "say" } }, "say": { "type": "say", "config": { "text": "Pardon?" } } }
                    },
                    "orders": {
                      "schemaVersion": 1, "id": "orders", "name": "Orders",
                      "nodes": { "asked": { "type": "trigger.intent", "config": { "intent": "orderStatus" }, "links": { "next": "say" } }, "say": { "type": "say", "config": { "text": "On its way." } } }
                    }
                  },
                  "tests": {}
                }
                """,
                System.Text.Encoding.UTF8,
                "application/json"
            )
        );
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var published = await api.SendAsync(HttpMethod.Post, $"/api/v1/bots/{bot}/publish");
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
