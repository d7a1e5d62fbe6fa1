using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>Frames around nodes that belong together, on the canvas.</summary>
public sealed class GroupTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_group_is_made_named_moved_collapsed_and_there_after_a_reload()
    {
        var page = await OpenGroupedAsync();
        var (frame, card) = (page.Locator(".react-flow__node-frame"), page.Card("Say it is closed"));
        var before = await card.BoundingBoxAsync();

        var title = (await frame.Locator("b").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(title.X + 8, title.Y + (title.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(title.X + 8, title.Y + 80, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        Assert.True((await card.BoundingBoxAsync())!.Y > before!.Y + 20, "The card did not go along with its frame.");

        await frame.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(card).ToHaveCountAsync(0);
        await Expect(page.Locator(".frame-card")).ToContainTextAsync("2 nodes");
        await page.IsSavedAsync();

        await page.ReloadAsync();
        await Expect(page.Locator(".frame-card")).ToContainTextAsync("Answers");
        await page.Button("Show the whole flow").ClickAsync();
        await page.Button("Open Answers").ClickAsync();
        await Expect(card).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_card_leaves_the_group_when_it_is_dragged_far_out_of_the_frame()
    {
        var page = await OpenGroupedAsync();
        var card = (await page.Card("Say it is closed").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(card.X + 40, card.Y + 8);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(card.X + 60, card.Y - 200, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await page.Locator(".react-flow__node-frame header").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Nodes of the group" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Say it waits for payment"]);
    }

    [Fact]
    public async Task A_node_in_a_collapsed_group_is_shown_when_somebody_goes_to_it()
    {
        var page = await OpenGroupedAsync();
        await page.Button("Collapse to one card").ClickAsync();
        await Expect(page.Card("Say it is closed")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("Say it is closed");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Card("Say it is closed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_group_becomes_a_sub_flow_of_its_name()
    {
        var page = await OpenCopyAsync();
        await page.Card("Say it is closed").ClickAsync();
        await page.Keyboard.PressAsync("g");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Closed orders");
        await page.Button("Make a sub-flow").ClickAsync();
        await page.Button("Make the sub-flow").ClickAsync();

        await Expect(page.Card("Closed orders")).ToBeVisibleAsync();
        await Expect(page.Locator(".react-flow__node-frame")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenGroupedAsync()
    {
        var page = await OpenCopyAsync();
        await page.Card("Say it waits for payment").ClickAsync();
        await page.Card("Say it is closed").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await page.Button("Put into a group").ClickAsync();
        var title = page.GetByLabel("Title", new() { Exact = true });
        await Expect(title).ToBeFocusedAsync();
        await title.FillAsync("Answers");
        await Expect(page.Locator(".react-flow__node-frame")).ToContainTextAsync("Answers");
        return page;
    }

    private async Task<IPage> OpenCopyAsync()
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync());
        return page;
    }
}
