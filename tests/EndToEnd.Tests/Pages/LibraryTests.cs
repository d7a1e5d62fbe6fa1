using System.Text.RegularExpressions;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Finding and renaming across the flows of a bot.</summary>
public sealed partial class LibraryTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_word_of_a_setting_leads_to_its_node_in_the_editor()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New bot" })).ToBeEnabledAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("bank transfers take");
        await page.GetByRole(AriaRole.Link, new() { Name = "Say it waits for payment" }).First.ClickAsync();

        await Expect(page).ToHaveURLAsync(PaymentNode());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Say it waits for payment" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_variable_is_renamed_everywhere_after_a_preview_and_named_back()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/bots/returns/names?kind=variable&name=order");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename order", Exact = true }).First.ClickAsync();

        await page.GetByLabel("New name").FillAsync("purchase");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what changes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("ins").First).ToContainTextAsync("purchase");
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename everywhere" }).ClickAsync();
        await Expect(page.GetByText("order is called purchase now")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rename purchase" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rename purchase" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Bots_that_are_dropped_on_the_page_are_imported_and_deleted_together()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New bot" })).ToBeEnabledAsync();
        await page.EvaluateAsync(
            """
            () => {
              const bot = id => new File([JSON.stringify({ bot: { id, name: `Dropped ${id}` }, flows: {} })], `${id}.bot.json`, { type: 'application/json' });
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(bot('one'));
              dataTransfer.items.add(bot('two'));
              document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
            }
            """
        );
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Dropped one, Dropped two: imported as a draft.")).ToBeVisibleAsync();

        await page.GetByLabel("Choose Dropped one").CheckAsync();
        await page.GetByLabel("Choose Dropped two").CheckAsync();
        await Expect(page.GetByText("2 bots chosen")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GetByRole(AriaRole.Region, new() { Name = "Chosen bots" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(page.GetByText("2 bots were deleted.")).ToBeVisibleAsync();
    }

    [GeneratedRegex("/bots/[a-z0-9-]+/flows/order-status\\?node=payment$")]
    private static partial Regex PaymentNode();
}
