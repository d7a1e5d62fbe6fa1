using System.Text.RegularExpressions;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

public sealed partial class SetupTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task The_first_administrator_needs_the_code_that_the_console_shows()
    {
        await using var fresh = await Studio.StartAsync(
            new Dictionary<string, string> { ["FlowStudio__Setup__AdminEmail"] = "", ["FlowStudio__Setup__AdminPassword"] = "" }
        );
        var translator = await VisitorPageAsync();
        await translator.SpeakPseudoAsync(fresh.Address);
        await translator.GotoAsync(fresh.Address.ToString());
        await Expect(translator.GetByLabel("One-time code")).ToBeVisibleAsync();
        Assert.Empty(await PlainText.OfAsync(translator));

        var page = await VisitorPageAsync();
        await page.GotoAsync(fresh.Address.ToString());
        await FillAsync(page, "AAAA-AAAA-AAAA");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not the code");
        // The answer is a whole new page: what is typed while it still loads belongs to the old one.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await FillAsync(page, CodeLine().Match(fresh.Log).Groups[1].Value);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bots and flows" })).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(fresh.Address, "/setup").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private static async Task FillAsync(IPage page, string code)
    {
        await page.GetByLabel("One-time code").FillAsync(code);
        await page.GetByLabel("Your name").FillAsync("Mira");
        await page.GetByLabel("E-mail").FillAsync("mira@example.com");
        await page.GetByLabel("Password").FillAsync(Studio.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the administrator" }).ClickAsync();
    }

    [GeneratedRegex("One-time code: ([A-Z0-9-]+)")]
    private static partial Regex CodeLine();
}
