using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>What somebody sees who has not signed in.</summary>
public sealed class DoorTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_stranger_is_sent_to_the_sign_in_and_comes_to_the_page_that_was_asked_for()
    {
        var page = await VisitorPageAsync();
        await page.GotoAsync("/connections");

        await page.GetByLabel("E-mail").FillAsync(Studio.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Studio.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Connections" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_description_of_the_api_is_shown_without_asking_other_hosts()
    {
        var page = await VisitorPageAsync();
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.Host != Studio.Address.Host)
            {
                elsewhere.Add(request.Url);
            }
        };

        await page.GotoAsync("/docs/api");

        await Expect(page.GetByText("/api/v1/bots/{bot}/publish")).ToBeVisibleAsync();
        Assert.Empty(elsewhere);
    }
}
