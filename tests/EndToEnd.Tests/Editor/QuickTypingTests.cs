using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>Somebody types faster than the server answers.</summary>
public sealed class QuickTypingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_typed_right_after_the_key_that_adds_a_node_goes_into_the_search(bool outlined)
    {
        var page = await AdminPageAsync();
        var wire = await LosableWire.LayAsync(page.Context);
        await page.OpenFlowAsync(await Studio.CopySampleAsync(), "welcome");
        if (outlined)
        {
            await page.Button("Outline").ClickAsync();
            var first = page.GetByRole(AriaRole.Treeitem).First;
            await Expect(first).ToHaveAttributeAsync("tabindex", "0"); // the keys of the tree are there
            await first.FocusAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(page.Locator("[role=treeitem][data-node=hello]:not([data-port])")).ToBeFocusedAsync();
        }
        else
        {
            await page.Card("Greet").FocusAsync();
        }

        wire.SlowDown();
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.TypeAsync("waiu");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.TypeAsync("t for event");
        await page.Keyboard.PressAsync("Enter");
        wire.SpeedUp();

        await Expect(page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Heading, new() { Name = "Wait for an event" })).ToBeVisibleAsync();
        await page.IsSavedAsync();
    }
}
