using System.Text;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.OAuth;

/// <summary>An administrator signs a connection in at a provider by hand; nobody else can end what he began.</summary>
public sealed class ConsentTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task An_administrator_signs_in_at_the_provider_and_comes_back()
    {
        await using var provider = await OAuthProvider.StartAsync();
        await SaveAsync("signedIn", provider.Issuer);
        var page = await AdminPageAsync();
        await page.GotoAsync("/connections/signedIn");
        Assert.Empty(await Axe.ViolationsAsync(page));

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).First.ClickAsync();

        await Expect(page.GetByText("Signed in. signedIn may be used.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_is_refused_in_words()
    {
        var page = await AdminPageAsync();

        await page.GotoAsync("/connections/oauth/callback?state=made-up&code=stolen");

        await Expect(page.GetByText("This sign-in is too old or was begun in another browser.")).ToBeVisibleAsync();
        Assert.DoesNotContain("stolen", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_begins_nothing()
    {
        using var stranger = Studio.Anonymous();
        using var answer = await stranger.GetAsync(new Uri("/connections/oauth/start?connection=shop", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task SaveAsync(string name, string issuer)
    {
        using var api = Studio.Api();
        using var body = new StringContent(
            $$"""
            {
              "connector": "http",
              "settings": { "baseAddress": "https://api.example.com", "allowLoopback": true, "allowHttp": true },
              "credential": { "kind": "oauthCode", "issuer": "{{issuer}}", "clientId": "studio", "clientSecret": "client-secret-1" }
            }
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var saved = await api.SendAsync(HttpMethod.Put, $"/api/v1/connections/{name}", body);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
