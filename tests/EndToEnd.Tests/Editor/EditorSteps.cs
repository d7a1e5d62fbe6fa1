using System.Text.RegularExpressions;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>What people do in the editor again and again.</summary>
internal static partial class EditorSteps
{
    public static async Task OpenFlowAsync(this IPage page, string bot, string flow = "order-status")
    {
        await page.GotoAsync($"/bots/{bot}/flows/{flow}");
        await Assertions.Expect(page.Locator(".react-flow__node").First).ToBeVisibleAsync();
        await page.Button("Show the whole flow").ClickAsync();
    }

    public static ILocator Card(this IPage page, string title) =>
        page.Locator(".react-flow__node").Filter(new() { Has = page.Locator(".name").GetByText(title, new() { Exact = true }) });

    public static ILocator Palette(this IPage page, string title) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Nodes" }).GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).First;

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator SaveState(this IPage page) => page.Locator("header.top [role=status]").First;

    public static Task IsSavedAsync(this IPage page) => Assertions.Expect(page.SaveState()).ToHaveTextAsync("Draft saved");

    /// <summary>A copy of the sample bot, so that tests do not see each other's changes.</summary>
    public static async Task<string> CopySampleAsync(this Studio studio)
    {
        var id = $"copy-{Guid.NewGuid():n}"[..16];
        using var api = studio.Api();
        var bundle = (await api.GetJsonAsync("/api/v1/bots/order-support")).GetRawText();
        var copy = BotId().Replace(bundle, $"\"id\": \"{id}\"", 1);
        using var body = new StringContent(copy, System.Text.Encoding.UTF8, "application/json");
        using var answer = await api.SendAsync(HttpMethod.Put, $"/api/v1/bots/{id}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return id;
    }

    [GeneratedRegex("\"id\": ?\"order-support\"")]
    private static partial Regex BotId();
}
