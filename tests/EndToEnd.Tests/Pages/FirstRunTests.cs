using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>What a newcomer does first.</summary>
public sealed class FirstRunTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Whoever_signs_in_sees_the_sample_bot_with_its_flows()
    {
        var page = await VisitorPageAsync();

        await page.SignInAsync(Studio.AdminEmail, Studio.AdminPassword);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bots and flows" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Order support" }).First).ToBeVisibleAsync();
        await Expect(page.GetByText("Live").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_which_part_was_wrong()
    {
        var page = await VisitorPageAsync();
        await page.GotoAsync("/login");

        await page.GetByLabel("E-mail").FillAsync(Studio.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "E-mail or password is wrong" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_visitor_asks_for_an_order_reloads_and_starts_over()
    {
        var page = await VisitorPageAsync();
        await page.OpenChatAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Where is my order?" }).ClickAsync();
        await Expect(page.Said("What is your order number?")).ToBeVisibleAsync();
        await page.WriteAsync("1003");
        await Expect(page.Said("Order 1003 is on-hold. You ordered 1 × Baseball cap, 2 × Canvas bag, in total 39.70 EUR.")).ToBeVisibleAsync();
        await Expect(page.Said("It leaves as soon as your payment has arrived.")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.Said("Order 1003 is on-hold.")).ToHaveCountAsync(1);
        await Expect(page.Said("Where is my order?")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await Expect(page.Said("Order 1003 is on-hold.")).ToHaveCountAsync(0);
        await Expect(page.Said("Hello, I am the shop's assistant.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_visitor_who_mistypes_the_number_is_asked_again()
    {
        var page = await VisitorPageAsync();
        await page.OpenChatAsync();

        await page.WriteAsync("Track my order");
        await Expect(page.Said("What is your order number?")).ToBeVisibleAsync();
        await page.WriteAsync("9999");

        await Expect(page.Said("I cannot find an order with the number 9999.")).ToBeVisibleAsync();
        await Expect(page.Said("An order number has 4 to 6 digits").Or(page.Said("What is your order number?").Nth(1))).ToBeVisibleAsync();
    }
}
