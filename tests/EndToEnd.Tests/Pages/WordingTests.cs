using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Texts that are written into a page instead of being looked up are seen in the pseudo-locale.</summary>
public sealed class WordingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("/not-found", "There is no such page")]
    [InlineData("/error", "This page could not be shown")]
    [InlineData("/denied", "Your role does not open this page")]
    [InlineData("/account", "Current password")]
    [InlineData("/logout", "Sign out")]
    [InlineData("/people", "Active")]
    [InlineData("/people/new", "First password")]
    [InlineData("/conversations", "Choose a conversation")]
    [InlineData("/bots/order-support/webhooks", "No flow starts on a webhook")]
    [InlineData("/connections", "WooCommerce")]
    [InlineData("/connections/shop", "Used by")]
    [InlineData("/connectors", "Part of FlowStudio")]
    [InlineData("/connectors/import", "Read the document")]
    public async Task Every_text_of_a_page_is_looked_up(string path, string settled)
    {
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync(path);
        await Expect(page.GetByText(settled).First).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Theory]
    [InlineData("/connections", "New connection")]
    [InlineData("/connections", "Environments")]
    [InlineData("/bots/order-support/webhooks", "Wait for a call")]
    public async Task Every_text_of_a_dialog_is_looked_up(string path, string button)
    {
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync(path);

        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Theory]
    [InlineData("", "Direct Line")]
    [InlineData("/names", "Intents")]
    [InlineData("/runs", "Runs")]
    [InlineData("/flows/main/versions", "Draft")]
    public async Task Every_text_around_a_bot_is_looked_up(string path, string settled)
    {
        var id = await AddBotAsync();
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync($"/bots/{id}{path}");
        await Expect(page.GetByText(settled).First).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Theory]
    [InlineData("asked")]
    [InlineData("number")]
    [InlineData("order")]
    [InlineData("which")]
    [InlineData("say")]
    public async Task Every_text_about_a_node_is_looked_up(string node)
    {
        var page = await EditorAsync();
        await page.GotoAsync($"{page.Url}?node={node}");
        await Expect(page.Locator("#node-name")).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Theory]
    [InlineData("Outline", null)]
    [InlineData("Test", null)]
    [InlineData("Publish", "dialog")]
    [InlineData("Export and import", "dialog")]
    public async Task Every_text_of_the_editor_is_looked_up(string button, string? opens)
    {
        var page = await EditorAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        if (opens is not null)
        {
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        }

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Fact]
    public async Task Every_text_about_keys_is_looked_up()
    {
        var page = await EditorAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Fact]
    public async Task Every_text_of_the_sign_in_is_looked_up()
    {
        var page = await VisitorPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync("/login");
        await page.GetByLabel("E-mail").FillAsync("nobody@example.com");
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByText("password is wrong")).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    [Fact]
    public async Task Every_text_about_a_person_is_looked_up()
    {
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Cell).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New password" })).ToBeVisibleAsync();

        // The title is the name of the person.
        Assert.DoesNotContain(await PlainText.OfAsync(page), text => !text.StartsWith("admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_text_around_a_conversation_is_looked_up()
    {
        var visitor = await VisitorPageAsync();
        var conversation = await visitor.OpenChatAsync();
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync($"/conversations/{Uri.EscapeDataString(conversation)}");
        await Expect(page.GetByText("The bot answers")).ToBeVisibleAsync();

        Assert.Empty(await PlainText.OfAsync(page));
    }

    private async Task<IPage> EditorAsync()
    {
        var id = await AddBotAsync();
        var page = await AdminPageAsync();
        await page.SpeakPseudoAsync(Studio.Address);
        await page.GotoAsync($"/bots/{id}/flows/main");
        await Expect(page.Locator(".react-flow__node")).Not.ToHaveCountAsync(0);
        return page;
    }

    /// <summary>A bot whose own texts stand in the brackets too.</summary>
    private async Task<string> AddBotAsync()
    {
        var id = $"words-{Guid.NewGuid():n}"[..16];
        using var api = Studio.Api();
        using var body = new StringContent(
            $$"""
            {
              "bot": {
                "schemaVersion": 1, "id": "{{id}}", "name": "⟦Bot⟧", "timeZone": "Europe/Berlin", "languages": ["en"], "connections": { "shop": "woocommerce" },
                "intents": { "ask": { "phrases": ["⟦where⟧", "⟦when⟧"] } }
              },
              "flows": { "main": {
                "schemaVersion": 1, "id": "main", "name": "⟦Flow⟧", "variables": { "n": { "type": "string", "description": "⟦n⟧" }, "order": { "type": "any" } },
                "nodes": {
                  "asked": { "type": "trigger.intent", "config": { "intent": "ask" }, "links": { "next": "number" } },
                  "number": { "type": "ask", "name": "⟦Ask⟧", "config": { "text": "⟦Which?⟧", "saveTo": "n" }, "links": { "answered": "order", "gaveUp": "say" } },
                  "order": { "type": "woocommerce.getOrder", "config": { "connection": "shop", "orderId": "=vars.n", "saveTo": "order" }, "links": { "success": "which", "notFound": "say", "error": "say" } },
                  "which": { "type": "branch", "config": { "arms": [{ "port": "a", "when": "=vars.order.total > 5" }] }, "links": { "a": "say", "otherwise": "say" } },
                  "say": { "type": "say", "config": { "text": "⟦Done.⟧" } }
                },
                "notes": [{ "text": "⟦Note⟧", "x": 400, "y": 0 }],
                "groups": { "g": { "title": "⟦Group⟧", "nodes": ["which", "say"] } }
              } }
            }
            """,
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var answer = await api.SendAsync(HttpMethod.Put, $"/api/v1/bots/{id}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return id;
    }
}
