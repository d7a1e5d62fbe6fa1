using EndToEnd.Tests.Editor;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Makes the pictures of the documentation; <c>eng/screenshots.sh</c> says where they go.</summary>
public sealed class Screenshots(StudioFixture fixture) : BrowserTest(fixture)
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots");

    [Fact]
    public async Task The_pages_of_the_documentation_are_drawn()
    {
        var visitor = await VisitorPageAsync();
        await visitor.SetViewportSizeAsync(420, 720);
        var conversation = await visitor.OpenChatAsync();
        await visitor.WriteAsync("Where is my order?");
        await Expect(visitor.Said("What is your order number?")).ToBeVisibleAsync();
        await visitor.WriteAsync("1003");
        await Expect(visitor.Said("It leaves as soon as your payment has arrived.")).ToBeVisibleAsync();
        await KeepAsync(visitor, "chat");
        await visitor.WriteAsync("I want to talk to a person");
        await Expect(visitor.Said("I am getting a colleague.")).ToBeVisibleAsync();

        var page = await AdminPageAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Order support" }).First).ToBeVisibleAsync();
        await KeepAsync(page, "library");
        await page.GotoAsync("/connections");
        await Expect(page.GetByText("WooCommerce").First).ToBeVisibleAsync();
        await KeepAsync(page, "connections");
        await page.ReadConversationAsync(conversation);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await page.GetByLabel("Your answer").FillAsync("Good morning, I am reading what you wrote.");
        await KeepAsync(page, "conversations");
    }

    [Theory]
    [InlineData(ColorScheme.Light, "")]
    [InlineData(ColorScheme.Dark, "-dark")]
    public async Task The_editor_is_drawn(ColorScheme colours, string ending)
    {
        var page = await AdminPageAsync(colours);
        await page.GotoAsync("/bots/order-support/flows/order-status");
        await page.Card("Find the order").ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
        await KeepAsync(page, $"editor{ending}");
        await page.Button("Test").ClickAsync();
        await page.GetByLabel("Write as the visitor").FillAsync("Where is order 1003?");
        await page.Button("Send").ClickAsync();
        await Expect(page.Said("It leaves as soon as your payment has arrived.")).ToBeVisibleAsync();
        await KeepAsync(page, $"editor-test{ending}");
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        var file = Path.Combine(Folder, $"{name}.png");
        await page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });

        Assert.True(new FileInfo(file).Length > 10_000, "The picture is empty.");
    }
}
