using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Running;

/// <summary>What people do again and again.</summary>
internal static partial class PageSteps
{
    public static async Task SignInAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(LoginAddress());
    }

    /// <summary>Opens the chat of a visitor and waits for the greeting.</summary>
    /// <returns>Id of the conversation.</returns>
    public static async Task<string> OpenChatAsync(this IPage page)
    {
        var conversation = await page.ConverseAsync("/chat/order-support");
        await Assertions.Expect(page.Said("Hello, I am the shop's assistant.")).ToBeVisibleAsync();
        return conversation;
    }

    /// <summary>Opens a page with a chat.</summary>
    /// <returns>Id of the conversation that the chat begins.</returns>
    public static async Task<string> ConverseAsync(this IPage page, string address)
    {
        var begun = await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync(address),
            r => r.Request.Method == "POST" && r.Url.EndsWith("/directline/conversations", StringComparison.Ordinal)
        );
        return (await begun.JsonAsync())!.Value.TextOf("conversationId"); // the answer was awaited whole
    }

    /// <summary>Opens one conversation from the agents' list: others may wait beside it.</summary>
    public static async Task ReadConversationAsync(this IPage agent, string conversation)
    {
        await agent.GotoAsync("/conversations");
        await agent.Locator($"a[href='/conversations/{Uri.EscapeDataString(conversation)}']").ClickAsync();
    }

    /// <summary>Writes a message as the visitor of the chat.</summary>
    public static async Task WriteAsync(this IPage page, string text)
    {
        var composer = page.GetByRole(AriaRole.Textbox);
        await composer.FillAsync(text);
        await composer.PressAsync("Enter");
    }

    /// <summary>A message of the transcript.</summary>
    public static ILocator Said(this IPage page, string text) =>
        page.GetByRole(AriaRole.Log).Locator("p").Filter(new() { HasText = text });

    [GeneratedRegex("/login")]
    private static partial Regex LoginAddress();
}
