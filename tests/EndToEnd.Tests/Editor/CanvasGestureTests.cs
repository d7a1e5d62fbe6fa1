using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>What the canvas understands beyond drawing link by link.</summary>
public sealed class CanvasGestureTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_port_dragged_into_the_empty_offers_what_fits_and_links_what_is_chosen()
    {
        var page = await OpenCopyAsync();
        var links = page.Locator(".react-flow__edge");
        var before = await links.CountAsync();

        await page.Card("Say it is closed").GetByLabel("Port next of Say it is closed").DragToAsync(page.Locator(".react-flow__pane"), new() { TargetPosition = new() { X = 40, Y = 540 } });

        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a node" })).ToBeFocusedAsync();
        await Expect(page.Palette("On intent")).ToHaveCountAsync(0);
        await page.Keyboard.TypeAsync("end");
        await page.Keyboard.PressAsync("Enter");
        await Expect(links).ToHaveCountAsync(before + 1);
        await Expect(page.Palette("On intent")).ToBeVisibleAsync();
        await page.IsSavedAsync();
    }

    [Fact]
    public async Task A_node_dropped_on_a_link_stands_in_it_and_leaves_no_gap_when_it_is_removed()
    {
        var page = await OpenCopyAsync("welcome");
        var links = page.Locator(".react-flow__edge");
        var before = await links.CountAsync();
        var link = (await links.First.BoundingBoxAsync())!; // visible

        await page.Palette("Set values").DragToAsync(page.Locator(".flow-canvas"), new() { TargetPosition = await InCanvasAsync(page, link) });

        await Expect(links).ToHaveCountAsync(before + 1);
        var card = page.Card("Set values");
        await card.FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(card).ToHaveCountAsync(0);
        await Expect(links).ToHaveCountAsync(before);
        await Expect(page.Locator("[role=status]").Filter(new() { HasText = "Removed Set values and closed the gap" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Searching_finds_what_is_written_in_the_settings()
    {
        var page = await OpenCopyAsync();

        await page.Keyboard.PressAsync("Control+f");
        await page.Keyboard.TypeAsync("vars.ordernumber");
        var status = page.GetByRole(AriaRole.Search, new() { Name = "Find in this flow" }).GetByRole(AriaRole.Status);
        await Expect(status).ToContainTextAsync("1 of ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(status).ToContainTextAsync("2 of ");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".react-flow__node.selected")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+f");
        await page.Keyboard.TypeAsync("zeppelin");
        await Expect(status).ToHaveTextAsync("Nothing found");
    }

    [Fact]
    public async Task The_command_palette_goes_to_nodes_adds_them_and_does_what_the_page_can()
    {
        var page = await OpenCopyAsync();

        await ChooseAsync(page, "hand over to");
        await Expect(page.Card("Hand over to an agent")).ToBeFocusedAsync();
        await ChooseAsync(page, "add log");
        await Expect(page.Card("Log")).ToBeFocusedAsync();
        await ChooseAsync(page, "publ");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Publish");
    }

    private static async Task ChooseAsync(IPage page, string words)
    {
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Do, go to or add" }).FillAsync(words);
        await Expect(page.Locator("#command-list [aria-selected=true]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<TargetPosition> InCanvasAsync(IPage page, LocatorBoundingBoxResult box)
    {
        var canvas = (await page.Locator(".flow-canvas").BoundingBoxAsync())!; // visible
        return new TargetPosition { X = box.X + (box.Width / 2) - canvas.X, Y = box.Y + (box.Height / 2) - canvas.Y };
    }

    private async Task<IPage> OpenCopyAsync(string flow = "order-status")
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync(), flow);
        return page;
    }
}
