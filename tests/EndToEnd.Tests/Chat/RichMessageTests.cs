using System.Net;
using System.Text;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Chat;

/// <summary>A bot shows pictures, files, cards and a form; a visitor uses them, and an agent reads them.</summary>
public sealed class RichMessageTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEElEQVR4nGOI6NkARww4OQBtXhLxkY9naAAAAABJRU5ErkJggg=="
    );

    public override async ValueTask InitializeAsync()
    {
        using var api = Studio.Api();
        var bundle = await File.ReadAllTextAsync(Path.Combine(Repository.TestFolder, "Chat", "gallery.json"));
        using var content = new StringContent(bundle, Encoding.UTF8, "application/json");
        using var saved = await api.SendAsync(HttpMethod.Put, "/api/v1/bots/gallery", content);
        if (saved.StatusCode == HttpStatusCode.Created)
        {
            using var published = await api.SendAsync(HttpMethod.Post, "/api/v1/bots/gallery/publish");
            Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_visitor_orders_from_a_card_by_keyboard_alone(ColorScheme colours)
    {
        var (page, _) = await OpenAsync(colours);
        await Expect(page.GetByAltText("A blue vase on a table")).ToHaveJSPropertyAsync("naturalWidth", 4);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Catalogue 2026.pdf" })).ToHaveAttributeAsync("href", "https://pictures.test/catalogue.pdf");
        await Expect(page.GetByText("Blue vase <img src=x onerror=alert(1)>")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "3 of 3" }).GetByText("Red bowl", new() { Exact = true }).First).ToBeAttachedAsync();

        var row = page.GetByRole(AriaRole.Group, new() { Name = "3 cards" });
        await row.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForFunctionAsync("row => row.scrollLeft > 100", await row.ElementHandleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "I take the lamp" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Please fill in the card.")).ToBeVisibleAsync();
        var name = page.GetByLabel("Your name");
        var order = page.GetByRole(AriaRole.Button, new() { Name = "Order it" });
        await order.PressAsync("Enter");
        await Expect(page.GetByText("We need a name for the parcel.")).ToBeVisibleAsync();
        await Expect(name).ToBeFocusedAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.Keyboard.TypeAsync("Vera");
        await page.GetByLabel("Box").PressAsync("Space");
        await order.PressAsync("Enter");

        await Expect(page.Said("Thank you, Vera: box, order.")).ToBeVisibleAsync();
        await Expect(order).ToBeDisabledAsync();
        await Expect(page.GetByText("Ordered in the gallery.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_agent_reads_cards_the_form_and_the_note_that_the_visitor_never_saw()
    {
        var (visitor, conversation) = await OpenAsync(ColorScheme.Light);
        await visitor.GetByRole(AriaRole.Button, new() { Name = "I take the vase" }).ClickAsync();
        await visitor.GetByLabel("Your name").FillAsync("Vera");
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Order it" }).ClickAsync();
        await Expect(visitor.Said("Thank you, Vera: paper, order.")).ToBeVisibleAsync();

        var agent = await AdminPageAsync();
        await ShowPicturesAsync(agent);
        await agent.ReadConversationAsync(conversation);
        await Expect(agent.GetByText("for sales").First).ToBeVisibleAsync();

        await Expect(agent.GetByLabel("Note for agents")).ToContainTextAsync("Ordered in the gallery.");
        await Expect(agent.GetByLabel("Note for agents")).ToContainTextAsync("Vera");
        await Expect(agent.Said("name: Vera")).ToBeVisibleAsync();
        await Expect(agent.GetByAltText("A blue vase on a table")).ToHaveJSPropertyAsync("naturalWidth", 4);
        await Expect(agent.GetByText("Blue vase <img src=x onerror=alert(1)>")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(agent));
    }

    private static async Task ShowPicturesAsync(IPage page) =>
        await page.RouteAsync(
            "https://pictures.test/**",
            route =>
                route.Request.Url.Contains("missing", StringComparison.Ordinal)
                    ? route.FulfillAsync(new() { Status = 404 })
                    : route.FulfillAsync(new() { BodyBytes = Picture, ContentType = "image/png" })
        );

    private async Task<(IPage Page, string Conversation)> OpenAsync(ColorScheme colours)
    {
        var page = await VisitorPageAsync(colours);
        await page.SetViewportSizeAsync(420, 760);
        await ShowPicturesAsync(page);
        var conversation = await page.ConverseAsync("/chat/gallery");
        await Expect(page.GetByText("Which one do you like?")).ToBeVisibleAsync();
        return (page, conversation);
    }
}
