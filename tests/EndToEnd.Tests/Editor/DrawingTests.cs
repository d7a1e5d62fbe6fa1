using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>An analyst draws: what is shown as saved stays, whatever happens to the page.</summary>
public sealed class DrawingTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_node_dragged_from_the_palette_is_set_linked_saved_and_there_after_a_reload()
    {
        var (page, _) = await OpenCopyAsync();

        await page.Palette("Say").DragToAsync(page.Locator(".react-flow__pane"), new() { TargetPosition = new() { X = 120, Y = 500 } });
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Say thanks");
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Thank you for asking.");
        await page.Card("Say it is closed").ClickAsync();
        var links = await page.Locator(".react-flow__edge").CountAsync();
        await page.Locator("#port-next").SelectOptionAsync(new SelectOptionValue { Label = "Say thanks" });
        await Expect(page.Locator(".react-flow__edge")).ToHaveCountAsync(links + 1);
        await page.IsSavedAsync();

        await page.ReloadAsync();
        await page.Button("Show the whole flow").ClickAsync();
        await page.Card("Say thanks").ClickAsync();
        await Expect(page.GetByLabel("Message", new() { Exact = true })).ToHaveTextAsync("Thank you for asking.");
        await page.Card("Say it is closed").ClickAsync();
        await Expect(page.Locator("#port-next option:checked")).ToHaveTextAsync("Say thanks");
    }

    [Fact]
    public async Task The_keyboard_alone_adds_a_node_links_it_and_takes_it_back()
    {
        var (page, _) = await OpenCopyAsync();
        var cards = page.Locator(".react-flow__node.react-flow__node-card");
        var before = await cards.CountAsync();
        var links = page.Locator(".react-flow__edge");
        var linksBefore = await links.CountAsync();

        await page.Card("Say it is closed").FocusAsync();
        await page.Keyboard.PressAsync("a");
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a node" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("hand");
        await page.Keyboard.PressAsync("Enter");
        await Expect(cards).ToHaveCountAsync(before + 1);
        await Expect(links).ToHaveCountAsync(linksBefore + 1);

        await page.Button("Undo").ClickAsync();
        await Expect(cards).ToHaveCountAsync(before);
        await page.Button("Redo").ClickAsync();
        await Expect(cards).ToHaveCountAsync(before + 1);
        await page.IsSavedAsync();
    }

    [Fact]
    public async Task A_link_is_drawn_from_a_port_with_the_mouse_and_with_the_keyboard()
    {
        var (page, _) = await OpenCopyAsync();
        var links = page.Locator(".react-flow__edge");
        var before = await links.CountAsync();

        await page.Card("Say it is closed").GetByLabel("Port next of Say it is closed").DragToAsync(page.Card("Hand over to an agent").Locator(".port-in"));
        await Expect(links).ToHaveCountAsync(before + 1);

        await page.Card("Say it waits for payment").FocusAsync();
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(links).ToHaveCountAsync(before + 2);
        await page.IsSavedAsync();
    }

    [Fact]
    public async Task A_published_draft_answers_visitors_from_then_on()
    {
        var (page, bot) = await OpenCopyAsync("welcome");
        await page.Card("Greet").ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Welcome to the published version.");
        await Expect(page.Card("Greet")).ToContainTextAsync("Welcome to the published version.");
        await page.IsSavedAsync();

        await page.Button("Publish").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Version 1 is live");

        var visitor = await VisitorPageAsync();
        await visitor.GotoAsync($"/chat/{bot}");
        await Expect(visitor.Said("Welcome to the published version.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Fast_typing_loses_no_letter()
    {
        const string Text = "Every letter that is typed, however fast, arrives and stays: 0123456789.";
        var (page, _) = await OpenCopyAsync("welcome");
        await page.Card("Greet").ClickAsync();
        var message = page.GetByLabel("Message", new() { Exact = true });

        await message.FillAsync("");
        await message.PressSequentiallyAsync(Text);

        await page.IsSavedAsync();
        await Expect(message).ToHaveTextAsync(Text);
        await Expect(page.Card("Greet")).ToContainTextAsync("Every letter that is typed");
    }

    [Fact]
    public async Task A_problem_is_shown_and_leads_to_its_node()
    {
        var (page, _) = await OpenCopyAsync();
        await page.Card("Say it is closed").ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("");
        await page.Button("Close the settings of this node").ClickAsync();

        var problem = page.GetByRole(AriaRole.Region, new() { Name = "Results" }).GetByRole(AriaRole.Button, new() { Name = "Say it is closed" });
        await problem.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Settings of the node" }).GetByRole(AriaRole.Heading, new() { Name = "Say it is closed" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Losing_the_connection_loses_nothing_that_was_shown_as_saved()
    {
        var (page, bot) = await OpenCopyAsync("welcome");
        await page.Card("Greet").ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Saved before the line broke.");
        await Expect(page.Card("Greet")).ToContainTextAsync("Saved before the line broke.");
        await page.IsSavedAsync();

        await page.Context.SetOfflineAsync(true);
        await page.CloseAsync();

        var again = await AdminPageAsync();
        await again.OpenFlowAsync(bot, "welcome");
        await Expect(again.Card("Greet")).ToContainTextAsync("Saved before the line broke.");
    }

    private async Task<(IPage Page, string Bot)> OpenCopyAsync(string flow = "order-status")
    {
        var bot = await Studio.CopySampleAsync();
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(bot, flow);
        return (page, bot);
    }
}
