using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>Two people edit the same flow: nobody's work is overwritten.</summary>
public sealed class TwoPeopleTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Changes_to_different_nodes_are_put_together_without_a_question()
    {
        var (first, second) = await OpenTwiceAsync();

        await RenameAsync(first, "Greet", "Greet the visitor");
        await first.IsSavedAsync();
        await second.Card("Chat is opened").ClickAsync();
        await second.GetByLabel("Name", new() { Exact = true }).FillAsync("Begin here");

        await Expect(second.Card("Greet the visitor")).ToBeVisibleAsync();
        await Expect(second.Card("Begin here")).ToBeVisibleAsync();
        await Expect(second.SaveState()).ToContainTextAsync("Draft saved, with what");
    }

    [Fact]
    public async Task Of_the_same_setting_changed_twice_the_later_one_chooses_what_stays()
    {
        var (first, second) = await OpenTwiceAsync();

        await WriteAsync(first, "From the first.");
        await first.IsSavedAsync();
        await WriteAsync(second, "From the second.");

        var dialog = second.GetByRole(AriaRole.Dialog, new() { Name = "You both changed the same" });
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(second.SaveState()).ToContainTextAsync("Not saved");
        var choice = dialog.GetByRole(AriaRole.Group, new() { Name = "Greet" });
        await Expect(choice).ToContainTextAsync("From the second.");
        Assert.Empty(await Axe.ViolationsAsync(second));
        await second.ScreenshotAsync(new() { Path = Evidence.PathFor(".png") });
        await choice.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Merge" }).ClickAsync();

        await Expect(second.Card("Greet")).ToContainTextAsync("From the first.");
        await Expect(second.SaveState()).ToContainTextAsync("Draft saved");
    }

    [Fact]
    public async Task Everybody_sees_who_else_is_here_and_at_which_node()
    {
        var (first, second) = await OpenTwiceAsync();

        await first.Card("Greet").ClickAsync();

        await Expect(second.GetByRole(AriaRole.List, new() { Name = "Others here" })).ToContainTextAsync("is here, at Greet");
        await Expect(second.Card("Greet").Locator(".badge.here")).ToBeVisibleAsync();
        await first.CloseAsync();
        await Expect(second.GetByRole(AriaRole.List, new() { Name = "Others here" })).ToHaveCountAsync(0);
    }

    private static async Task RenameAsync(IPage page, string node, string name)
    {
        await page.Card(node).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Expect(page.Card(name)).ToBeVisibleAsync();
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.Card("Greet").ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await Expect(page.Card("Greet")).ToContainTextAsync(text);
    }

    private async Task<(IPage First, IPage Second)> OpenTwiceAsync()
    {
        var bot = await Studio.CopySampleAsync();
        var (first, second) = (await AdminPageAsync(), await AdminPageAsync());
        await first.OpenFlowAsync(bot, "welcome");
        await second.OpenFlowAsync(bot, "welcome");
        return (first, second);
    }
}
