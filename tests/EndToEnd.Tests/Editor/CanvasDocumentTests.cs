using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>What stands beside single nodes on the canvas: notes, sub-flows, pictures.</summary>
public sealed class CanvasDocumentTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_note_is_written_with_the_keyboard_kept_and_taken_off()
    {
        var page = await OpenCopyAsync("welcome");
        var notes = page.Locator(".react-flow__node-note");
        var before = await notes.CountAsync();

        await page.Card("Greet").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByLabel("Text of the note")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Greet by name");
        await page.Keyboard.PressAsync("Escape");
        var note = notes.Filter(new() { HasText = "Greet by name" });
        await Expect(note).ToBeFocusedAsync();
        await page.IsSavedAsync();

        await page.ReloadAsync();
        await Expect(note).ToBeVisibleAsync();
        await note.FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(notes).ToHaveCountAsync(before);
    }

    [Fact]
    public async Task Nodes_become_a_sub_flow_that_runs_and_come_back()
    {
        var page = await OpenCopyAsync();
        var cards = page.Locator(".react-flow__node-card");
        var before = await cards.CountAsync();

        await page.Card("Say it is closed").ClickAsync();
        await page.Keyboard.PressAsync("Control+g");
        await page.GetByLabel("Name of the sub-flow").FillAsync("Closed orders");
        await page.Button("Make the sub-flow").ClickAsync();
        await Expect(page.Card("Closed orders")).ToBeVisibleAsync();
        await Expect(page.Card("Say it is closed")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Results" })).ToContainTextAsync("none");
        await page.IsSavedAsync();

        await page.Card("Closed orders").ClickAsync();
        await page.Keyboard.PressAsync("Control+Shift+g");
        await Expect(page.Card("Say it is closed")).ToBeVisibleAsync();
        await Expect(cards).ToHaveCountAsync(before);
    }

    [Theory]
    [InlineData("svg", "<svg xmlns")]
    [InlineData("png", "\u0089PNG")]
    public async Task The_flow_is_saved_as_a_picture(string format, string begin)
    {
        var page = await OpenCopyAsync();
        await page.Button("Export and import").ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.Button($"Picture ({format.ToUpperInvariant()})").ClickAsync());

        Assert.Equal($"order-status.{format}", download.SuggestedFilename);
        var picture = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith(begin, System.Text.Encoding.Latin1.GetString(picture), StringComparison.Ordinal);
    }

    private async Task<IPage> OpenCopyAsync(string flow = "order-status")
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync(), flow);
        return page;
    }
}
