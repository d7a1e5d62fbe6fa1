using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Webhooks are set up, tried, read in the log and made into tests by hand.</summary>
public sealed class WebhookTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private const string Bot = "hook-page";

    [Fact]
    public async Task A_webhook_is_tried_its_call_read_run_with_the_draft_and_saved_as_a_test()
    {
        await PublishAsync();
        var page = await AdminPageAsync();
        await page.GotoAsync($"/bots/{Bot}/webhooks");
        await Expect(page.GetByText("signed by GitHub")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Secret" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Show the secret" }).ClickAsync();
        await Expect(dialog.GetByLabel("Secret", new() { Exact = true })).Not.ToHaveValueAsync("");
        Assert.Empty(await Axe.ViolationsAsync(page));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await dialog.GetByLabel("Body").FillAsync("""{ "total": 115 }""");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "As curl" }).ClickAsync();
        await Expect(dialog.GetByLabel("The same for the command line")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^curl"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(dialog.GetByText("201", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "just now" }).First.ClickAsync();
        await Expect(dialog.GetByLabel("Body")).ToContainTextAsync("115");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Run with the draft" }).ClickAsync();
        await Expect(dialog.GetByText("The draft ran.")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save as test" }).ClickAsync();
        await Expect(dialog.GetByText("Saved in the draft as webhook-orders-1.")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));

        using var api = Studio.Api();
        var bundle = await api.GetJsonAsync($"/api/v1/bots/{Bot}");
        Assert.Contains("webhook-orders-1", bundle.GetProperty("tests").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_waits_for_one_call_and_shows_it()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/bots/order-support/webhooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Wait for a call" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("Waiting for a call")).ToBeVisibleAsync();

        using var client = Studio.Anonymous();
        using var answer = await client.SendAsync(
            HttpMethod.Post,
            new Uri(await dialog.GetByLabel("Address").InputValueAsync()).AbsolutePath,
            new { sent = "by a stranger" }
        );

        Assert.True(answer.IsSuccessStatusCode);
        await Expect(dialog.GetByLabel("Body")).ToContainTextAsync("by a stranger");
        Assert.Empty(await Axe.ViolationsAsync(page));
    }

    private async Task PublishAsync()
    {
        using var api = Studio.Api();
        using var saved = await api.SendAsync(
            HttpMethod.Put,
            $"/api/v1/bots/{Bot}",
            new StringContent(
                """
                {
                  "bot": { "id": "hook-page", "name": "Hook page", "timeZone": "UTC", "languages": ["en"] },
                  "flows": {
                    "orders": {
                      "schemaVersion": 1, "id": "orders", "name": "Orders",
                      "nodes": {
                        "came": { "type": "trigger.webhook", "config": { "hook": "orders", "signature": "github", "response": "flow" }, "links": { "next": "answer" } },
                        "answer": { "type": "respond", "config": { "status": 201, "body": "=event.body.total" } }
                      }
                    }
                  }
                }
                """,
                System.Text.Encoding.UTF8,
                "application/json"
            )
        );
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var published = await api.SendAsync(HttpMethod.Post, $"/api/v1/bots/{Bot}/publish");
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
