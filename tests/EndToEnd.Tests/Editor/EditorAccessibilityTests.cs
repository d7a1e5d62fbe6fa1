using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>The editor and the chat meet WCAG 2.2 AA as far as a machine can tell (axe-core), in light and in dark.</summary>
public sealed class EditorAccessibilityTests(StudioFixture fixture) : BrowserTest(fixture)
{
    public static TheoryData<ColorScheme> Colours => [ColorScheme.Light, ColorScheme.Dark];

    [Theory]
    [MemberData(nameof(Colours))]
    public async Task The_editor_with_settings_test_chat_and_dialogs_has_no_violations(ColorScheme colours)
    {
        var page = await AdminPageAsync(colours);
        var found = new List<string>();
        await page.OpenFlowAsync(await Studio.CopySampleAsync());

        await CheckAsync(page, "the editor", found);
        await page.Keyboard.PressAsync("Control+f");
        await Expect(page.GetByRole(AriaRole.Search, new() { Name = "Find in this flow" })).ToBeVisibleAsync();
        await CheckAsync(page, "the search", found);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Publish Do" })).ToBeVisibleAsync();
        await CheckAsync(page, "the command palette", found);
        await page.Keyboard.PressAsync("Escape");
        await page.Button("Outline").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tree)).ToBeVisibleAsync();
        await CheckAsync(page, "the outline", found);
        await page.Button("Table").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await CheckAsync(page, "the table", found);
        await page.Button("Canvas").ClickAsync();
        await page.Card("Find the order").ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
        await CheckAsync(page, "settings of a node", found);
        await page.Card("What comes next?").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Heading, new() { Name = "What comes next?" })).ToBeVisibleAsync();
        await CheckAsync(page, "settings of a branch", found);
        await page.Button("Test").ClickAsync();
        await page.GetByLabel("Write as the visitor").FillAsync("Where is order 1003?");
        await page.Button("Send").ClickAsync();
        await Expect(page.Said("It leaves as soon as")).ToBeVisibleAsync();
        await CheckAsync(page, "the test chat", found);
        await page.Button("Export and import").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync(page, "the file dialog", found);
        await page.GetByRole(AriaRole.Dialog).Locator("footer").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.Button("Publish").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync(page, "the publish dialog", found);

        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Colours))]
    public async Task What_strangers_and_visitors_see_has_no_violations(ColorScheme colours)
    {
        var page = await VisitorPageAsync(colours);
        var found = new List<string>();

        await ShowAsync(page, "/login", page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }), found);
        await page.OpenChatAsync();
        await page.WriteAsync("Where is order 1003?");
        await Expect(page.Said("It leaves as soon as")).ToBeVisibleAsync();
        await CheckAsync(page, "the chat", found);
        await page.Button("Start over").ClickAsync();
        await CheckAsync(page, "the question of the chat", found);
        await ShowAsync(page, "/chat/nobody", page.GetByText("This chat is not open."), found);

        Assert.Empty(found);
    }

    private static async Task ShowAsync(IPage page, string path, ILocator shown, List<string> found)
    {
        await page.GotoAsync(path);
        await Expect(shown).ToBeVisibleAsync();
        await CheckAsync(page, path, found);
    }

    private static async Task CheckAsync(IPage page, string what, List<string> found) =>
        found.AddRange((await Axe.ViolationsAsync(page)).Select(violation => $"{what}: {violation}"));
}
