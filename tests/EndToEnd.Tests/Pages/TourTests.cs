using System.Text.RegularExpressions;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>The tour of a newcomer, click by click.</summary>
public sealed partial class TourTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private const int MostClicks = 12;

    [Fact]
    public async Task Leads_from_the_start_page_to_a_published_bot_that_answers_in_at_most_twelve_clicks()
    {
        var clicks = 0;
        var page = await AdminPageAsync();
        await page.Context.ExposeFunctionAsync("countClick", () => ++clicks);
        // Keys that press a button make a click event too, without a place: only those of the mouse count.
        await page.Context.AddInitScriptAsync("addEventListener('click', e => e.isTrusted && e.detail > 0 && window.countClick(), true)");
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Link, new() { Name = "Take the tour" }).ClickAsync();
        await Says(page, "Choose a beginning");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the bot" }).ClickAsync();

        await Says(page, "A flow reads downwards");
        await Expect(page).ToHaveURLAsync(FlowOfTheBot());
        await page.Locator(".node.k-conversation", new() { HasText = "Ask how it was" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Question", Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("How did you like it?");

        await Says(page, "Try it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Says(page, "Answer as a visitor would");
        await Expect(page.GetByText("How did you like it?").Last).ToBeVisibleAsync();
        await page.Locator(".sim").GetByRole(AriaRole.Button, new() { Name = "Very good" }).ClickAsync();
        await Says(page, "It works. Now for everybody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Says(page, "A last look");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Says(page, "Your bot is live");
        var chat = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Open the chat" }).ClickAsync());

        await Expect(chat.Said("How did you like it?")).ToBeVisibleAsync();
        await chat.GetByRole(AriaRole.Button, new() { Name = "Bad" }).ClickAsync();
        await Expect(chat.Said("What should we do better?")).ToBeVisibleAsync();
        Assert.InRange(clicks, 1, MostClicks);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Tour" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Does_not_ask_again_whoever_declined()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "No, thank you" }).ClickAsync();
        await Expect(page.GetByText("New here?")).ToBeHiddenAsync();
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New bot" })).ToBeEnabledAsync();
        await Expect(page.GetByText("New here?")).ToBeHiddenAsync();
    }

    private static Task Says(IPage page, string title) =>
        Expect(page.GetByRole(AriaRole.Region, new() { Name = "Tour" }).GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();

    [GeneratedRegex("/bots/feedback-survey/flows/feedback")]
    private static partial Regex FlowOfTheBot();
}
