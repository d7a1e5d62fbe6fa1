using System.Text.Json;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Chat;

/// <summary>The unmodified npm package <c>botframework-directlinejs</c> talks to the whole product.</summary>
public sealed class DirectLineClientTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Asks_for_an_order_and_is_told_status_items_and_total()
    {
        var (messages, posted) = await ConverseAsync("Where is my order?", "1003");

        var echoes = messages.Where(IsOwn).ToList();
        Assert.Equal(["Where is my order?", "1003"], echoes.Select(a => a.TextOf("text")));
        Assert.Equal(posted, echoes.Select(a => a.TextOf("id")));
        Assert.Equal(["line-0", "line-1"], echoes.Select(a => a.GetProperty("channelData").TextOf("clientActivityID")));
        Assert.False(IsOwn(messages[0]));
        Assert.Contains(AnswersTo(messages, echoes[0]), text => text.Contains("What is your order number?", StringComparison.Ordinal));
        Assert.Contains(
            "Order 1003 is on-hold. You ordered 1 × Baseball cap, 2 × Canvas bag, in total 39.70 EUR.",
            AnswersTo(messages, echoes[1])
        );
        Assert.Equal(messages.Count, messages.Select(a => a.TextOf("id")).Distinct().Count());
    }

    [Fact]
    public async Task Asks_for_stock_and_is_told_what_is_there()
    {
        var (messages, _) = await ConverseAsync("Is it in stock?", "MUG-02", "Is MUG-01 in stock?");

        var echoes = messages.Where(IsOwn).ToList();
        Assert.Contains(AnswersTo(messages, echoes[0]), text => text.StartsWith("Which product?", StringComparison.Ordinal));
        Assert.Contains(AnswersTo(messages, echoes[1]), text => text.StartsWith("Travel mug (MUG-02) is out of stock", StringComparison.Ordinal));
        Assert.Contains(AnswersTo(messages, echoes[2]), text => text.StartsWith("Yes, Classic mug (MUG-01) is in stock", StringComparison.Ordinal));
    }

    private async Task<(List<JsonElement> Messages, List<string> Posted)> ConverseAsync(params string[] lines)
    {
        var token = await Studio.DirectLineTokenAsync();

        var output = await Node.RunAsync("Chat/converse.mjs", [Studio.Address.ToString().TrimEnd('/'), token, .. lines]);

        var result = JsonDocument.Parse(output).RootElement;
        return (
            [.. result.GetProperty("received").EnumerateArray().Where(a => a.TextOf("type") == "message")],
            [.. result.GetProperty("posted").EnumerateArray().Select(id => id.GetString()!)] // the client's answer is text
        );
    }

    private static IEnumerable<string> AnswersTo(List<JsonElement> messages, JsonElement echo) =>
        messages.SkipWhile(a => a.TextOf("id") != echo.TextOf("id")).Skip(1).TakeWhile(a => !IsOwn(a)).Select(a => a.TextOf("text"));

    private static bool IsOwn(JsonElement activity) => activity.GetProperty("from").TextOf("role") == "user";
}
