using System.Text;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>An analyst writes texts and formulas with values of the conversation.</summary>
public sealed class WritingValuesTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_value_is_completed_stands_as_a_chip_and_the_text_is_shown_as_the_visitor_will_read_it()
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync(), "welcome");
        await page.Card("Greet").ClickAsync();
        var message = page.GetByLabel("Message", new() { Exact = true });
        await message.FillAsync("Hello ");

        await message.PressSequentiallyAsync("{{ contact.na");
        await Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option, new() { Name = "name" }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Name", new() { Exact = true }).FocusAsync();

        await Expect(message.Locator(".var")).ToHaveTextAsync("contact.name");
        await Expect(page.Locator("#setting-text-preview")).ToContainTextAsync("Hello ‹name›");
        await Expect(page.Card("Greet").Locator("b")).ToHaveTextAsync("contact.name");
        await page.IsSavedAsync();
    }

    [Fact]
    public async Task A_misspelt_name_is_underlined_while_it_is_typed_and_repaired_with_one_click()
    {
        var page = await AdminPageAsync();
        await page.OpenFlowAsync(await Studio.CopySampleAsync());
        await page.Card("Say it is closed").ClickAsync();
        var message = page.GetByLabel("Message", new() { Exact = true });

        await message.FillAsync("About {{ vars.ordrNumber }}");
        await page.GetByLabel("Name", new() { Exact = true }).FocusAsync();
        await Expect(message.Locator(".var.bad")).ToHaveTextAsync("ordrNumber");
        await page.Button("Use orderNumber").ClickAsync();

        await Expect(message.Locator(".var")).ToHaveTextAsync("orderNumber");
        await Expect(message.Locator(".bad")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_text_goes_to_the_server_a_few_times_and_not_once_a_key()
    {
        const string Text = "Sixty letters, typed at the speed of somebody who can type it";
        var page = await AdminPageAsync();
        var sent = 0;
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent += IsAboutTyping(frame) ? 1 : 0;
        await page.OpenFlowAsync(await Studio.CopySampleAsync(), "welcome");
        await page.Card("Greet").ClickAsync();
        var message = page.GetByLabel("Message", new() { Exact = true });
        await message.FillAsync("");
        await page.IsSavedAsync();
        sent = 0;

        await message.PressSequentiallyAsync(Text, new() { Delay = 15 });
        await page.GetByLabel("Name", new() { Exact = true }).FocusAsync();

        await Expect(page.Card("Greet")).ToContainTextAsync("Sixty letters");
        await page.IsSavedAsync();
        await Expect(message).ToHaveTextAsync(Text);
        Assert.InRange(sent, 1, Text.Length / 3);
    }

    private static bool IsAboutTyping(IWebSocketFrame frame) =>
        (frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? [])).Contains("OnWrite", StringComparison.Ordinal);
}
