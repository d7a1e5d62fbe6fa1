using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

public sealed class LanguageTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_browser_that_asks_for_German_is_answered_in_German()
    {
        using var client = Studio.Anonymous();
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", "de-AT,de;q=0.9,en;q=0.5");

        var page = await client.GetStringAsync(new Uri("/not-found", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("Diese Seite gibt es nicht", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_of_the_user_changes_the_language_and_back()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/account");

        await page.GetByTitle("Account, language and sign out").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Deutsch" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Bots und Abläufe" })).ToBeVisibleAsync();

        await page.GetByTitle("Konto, Sprache und Abmelden").ClickAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor(".menu.png") });
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Bots and flows" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_open_page_keeps_its_language_when_others_cause_it_to_be_drawn()
    {
        var agent = await AdminPageAsync();
        await agent.Context.AddCookiesAsync(
            [new Cookie { Name = "flowstudio-language", Value = Uri.EscapeDataString("c=de|uic=de"), Url = Studio.Address.ToString() }]
        );
        await agent.GotoAsync("/conversations");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Alle" }).ClickAsync();

        var visitor = await VisitorPageAsync();
        var conversation = await visitor.OpenChatAsync();

        await Expect(agent.Locator($"a[href='/conversations/{Uri.EscapeDataString(conversation)}']")).ToContainTextAsync("Besucher");
    }

    [Fact]
    public async Task A_finished_bot_that_is_begun_on_a_German_page_speaks_German()
    {
        var page = await AdminPageAsync();
        await page.Context.AddCookiesAsync(
            [new Cookie { Name = "flowstudio-language", Value = Uri.EscapeDataString("c=de|uic=de"), Url = Studio.Address.ToString() }]
        );
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Neuer Bot" }).ClickAsync();

        await page.GetByRole(AriaRole.Dialog).GetByText("Verfügbarkeit", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Sprache", new() { Exact = true })).ToHaveValueAsync("de");
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor(".dialog.png") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Bot anlegen" }).ClickAsync();

        await Expect(page.GetByText("Hallo, ich bin der Assistent des Shops.").First).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor(".flow.png") });
    }
}
