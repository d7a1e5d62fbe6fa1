using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>The outline edits the same document as the canvas, by keyboard alone.</summary>
public sealed class OutlineTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task The_outline_walks_folds_adds_links_and_removes_by_keyboard()
    {
        var page = await OpenCopyAsync();
        await page.Button("Outline").ClickAsync();
        var rows = page.GetByRole(AriaRole.Treeitem);
        var ask = page.Locator("[role=treeitem][data-node=number]:not([data-port])");
        var cards = page.Locator(".react-flow__node-card");
        var before = await cards.CountAsync();

        await Expect(rows.First).ToHaveAttributeAsync("tabindex", "0"); // the keys of the tree are there
        await rows.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(ask).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(ask).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(page.Locator("[data-node=number][data-port=gaveUp]")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[data-node=number][data-port=gaveUp]")).ToBeVisibleAsync();

        await page.Locator("[data-node=closed]:not([data-port])").FocusAsync();
        await page.Keyboard.PressAsync("a");
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a node" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("set values");
        await page.Keyboard.PressAsync("Enter");
        var added = page.Locator("[role=treeitem][data-node=set]:not([data-port])");
        await Expect(added).ToBeFocusedAsync();
        await Expect(cards).ToHaveCountAsync(before + 1);

        await page.Keyboard.PressAsync("l");
        await Expect(page.Locator("#port-next")).ToBeFocusedAsync();
        await page.Locator("#port-next").SelectOptionAsync(new SelectOptionValue { Label = "Hand over to an agent" });
        await Expect(page.Locator("[data-node=set][data-port=next]")).ToContainTextAsync("Hand over to an agent");

        await added.FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(added).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Treeitem).And(page.Locator(":focus"))).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(added).ToHaveCountAsync(1);
        await page.IsSavedAsync();
    }

    [Fact]
    public async Task A_small_screen_opens_the_outline()
    {
        var page = await AdminPageAsync();
        await page.SetViewportSizeAsync(390, 780);

        await page.GotoAsync($"/bots/{await Studio.CopySampleAsync()}/flows/order-status");

        await Expect(page.GetByRole(AriaRole.Tree)).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        await Expect(page.Button("Publish")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    private async Task<IPage> OpenCopyAsync()
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync());
        return page;
    }
}
