using System.Text;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>A plug-in brings a new version of a node type that flows use; the sample plug-in has one.</summary>
public sealed class NewVersionTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private const string Members = """
        {
          "bot": { "schemaVersion": 1, "id": "members", "name": "Members", "timeZone": "Europe/Berlin", "languages": ["en"], "connections": { "acme": "acmeLoyalty" } },
          "flows": { "main": {
            "schemaVersion": 1, "id": "main", "name": "Main", "variables": { "found": { "type": "any" } },
            "nodes": {
              "begin": { "type": "trigger.start", "links": { "next": "find" } },
              "find": { "type": "acmeLoyalty.findMembers", "name": "Look for Ann", "config": { "connection": "acme", "name": "Ann", "saveTo": "found" }, "links": { "success": "tell", "notFound": "tell", "error": "tell" } },
              "tell": { "type": "say", "config": { "text": "Done." } }
            }
          } }
        }
        """;

    [Fact]
    public async Task An_older_node_goes_on_working_and_is_updated_with_one_click_that_can_be_undone()
    {
        await using var studio = await Studio.StartAsync(new Dictionary<string, string> { ["FlowStudio__Plugins__Folder"] = Repository.SamplePlugins });
        using var api = studio.Api();
        using var body = new StringContent(Members, Encoding.UTF8, "application/json");
        using var added = await api.SendAsync(HttpMethod.Put, "/api/v1/bots/members", body);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var page = await VisitorPageAsync();
        await page.GotoAsync(new Uri(studio.Address, "/login").ToString());
        await page.GetByLabel("E-mail").FillAsync(Studio.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Studio.AdminPassword);
        await page.Button("Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bots and flows" })).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(studio.Address, "/bots/members/flows/main?node=find").ToString());
        await Expect(page.GetByLabel("Name", new() { Exact = true }).Last).ToBeVisibleAsync();
        await page.Button("Update to version 2").First.ClickAsync();

        await Expect(page.GetByText("Search", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.Button("Update to version 2")).ToHaveCountAsync(0);
        await page.IsSavedAsync();
        var node = (await api.GetJsonAsync("/api/v1/bots/members")).GetProperty("flows").GetProperty("main").GetProperty("nodes").GetProperty("find");
        Assert.Equal((2, "Ann"), (node.GetProperty("version").GetInt32(), node.GetProperty("config").TextOf("search")));
        Assert.Equal("tell", node.GetProperty("links").TextOf("notFound"));
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor(".updated.png") });

        await page.Button("Undo").ClickAsync();
        await Expect(page.Button("Update to version 2").First).ToBeVisibleAsync();
    }
}
