using System.Text.RegularExpressions;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>An analyst publishes, looks at what changed, goes back and restores.</summary>
public sealed partial class VersionsTests(StudioFixture fixture) : BrowserTest(fixture)
{
    public static TheoryData<ColorScheme> Colours => [ColorScheme.Light, ColorScheme.Dark];

    [Theory]
    [MemberData(nameof(Colours))]
    public async Task Two_versions_are_compared_on_the_canvas_and_as_a_list_and_the_older_one_comes_back(ColorScheme colours)
    {
        var bot = await Studio.CopySampleAsync();
        var page = await AdminPageAsync(colours);
        await page.OpenFlowAsync(bot, "welcome");
        var old = await page.Card("Greet").Locator(".says").InnerTextAsync();
        await PublishAsync(page, "First words");
        await page.Card("Greet").ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Quite different words.");
        await Expect(page.Card("Greet")).ToContainTextAsync("Quite different words.");
        await PublishAsync(page, null);

        await page.GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Versions" }).GetByRole(AriaRole.Link, new() { Name = "Version 2" }).First.ClickAsync();
        await Expect(page.Card("Greet")).ToContainTextAsync("1 changed");
        var changes = page.GetByRole(AriaRole.Complementary, new() { Name = "What changed" });
        await Expect(changes.GetByRole(AriaRole.Row, new() { Name = "Message" })).ToContainTextAsync("Quite different words.");
        await page.Card("Greet").ClickAsync();
        await Expect(page).ToHaveURLAsync(NodeAddress());
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.ScreenshotAsync(new() { Path = Evidence.PathFor($".{colours}.png") });

        await page.GetByRole(AriaRole.Link, new() { Name = "First words" }).ClickAsync();
        await page.Button("Go back to version 1").ClickAsync();
        await Expect(page.GetByText("Version 1 answers from now on.")).ToBeVisibleAsync();
        await page.Button("Restore into the draft").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Only “Welcome”" }).ClickAsync();
        await Expect(page.GetByText("The draft holds this flow as it was in version 1.")).ToBeVisibleAsync();

        await page.OpenFlowAsync(bot, "welcome");
        Assert.Equal(old, await page.Card("Greet").Locator(".says").InnerTextAsync());
    }

    [Fact]
    public async Task A_link_leads_to_a_node_of_the_draft_and_of_a_version()
    {
        var page = await AdminPageAsync();

        await page.GotoAsync("/bots/order-support/flows/welcome?node=hello");
        await Expect(page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Heading, new() { Name = "Greet" })).ToBeVisibleAsync();
        await page.GotoAsync("/bots/order-support/flows/welcome/versions/1?node=hello");
        await Expect(page.Card("Greet").Locator(".node.selected")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Undo_goes_on_after_a_reload()
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync(), "welcome");
        await page.Card("Greet").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Say hello");
        await Expect(page.Card("Say hello")).ToBeVisibleAsync();
        await page.IsSavedAsync();

        await page.ReloadAsync();
        await Expect(page.Card("Say hello")).ToBeVisibleAsync();
        await page.Button("Undo").ClickAsync();

        await Expect(page.Card("Greet")).ToBeVisibleAsync();
        await page.Button("Redo").ClickAsync();
        await Expect(page.Card("Say hello")).ToBeVisibleAsync();
        await page.IsSavedAsync();
    }

    private static async Task PublishAsync(IPage page, string? name)
    {
        await page.IsSavedAsync();
        await page.Button("Publish").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        if (name is not null)
        {
            await dialog.GetByLabel("Name of the version").FillAsync(name);
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "is live" })).ToBeVisibleAsync();
        await dialog.Locator("footer").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    [GeneratedRegex("versions/2.*node=hello")]
    private static partial Regex NodeAddress();
}
