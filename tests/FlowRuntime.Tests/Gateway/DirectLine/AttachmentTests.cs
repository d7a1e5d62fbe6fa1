using System.Text.Json;
using FlowEngine.Running;

namespace FlowRuntime.Tests.Gateway.DirectLine;

public sealed class AttachmentTests : DirectLineTests
{
    private static readonly Uri Picture = new("https://shop.test/img/vase.JPG?w=400");

    [Fact]
    public async Task A_picture_is_an_attachment_whose_type_follows_from_its_ending()
    {
        var activity = await SayAsync(new OutgoingMessage("", Attachments: [new MessageAttachment.Image(Picture, "A \"blue\" vase")]));

        Assert.False(activity.TryGetProperty("text", out _));
        AssertJson(
            """[{ "contentType": "image/jpeg", "contentUrl": "https://shop.test/img/vase.JPG?w=400", "name": "A \"blue\" vase" }]""",
            activity.GetProperty("attachments")
        );
        Assert.Equal("list", activity.GetProperty("attachmentLayout").GetString());
    }

    [Theory]
    [InlineData("https://shop.test/img/42", "image/*")]
    [InlineData("https://shop.test/vase.pdf", "image/*")]
    [InlineData("https://shop.test/vase.svg", "image/svg+xml")]
    public async Task A_picture_stays_a_picture_whatever_its_address_ends_with(string address, string type)
    {
        var activity = await SayAsync(new OutgoingMessage("", Attachments: [new MessageAttachment.Image(new Uri(address), "")]));

        Assert.Equal(type, activity.GetProperty("attachments")[0].GetProperty("contentType").GetString());
    }

    [Fact]
    public async Task A_file_is_an_attachment_with_its_name()
    {
        var file = new MessageAttachment.File(new Uri("https://shop.test/i/1003.pdf"), "Invoice 1003.pdf");

        var activity = await SayAsync(new OutgoingMessage("Here it is", Attachments: [file]));

        AssertJson(
            """[{ "contentType": "application/pdf", "contentUrl": "https://shop.test/i/1003.pdf", "name": "Invoice 1003.pdf" }]""",
            activity.GetProperty("attachments")
        );
    }

    [Fact]
    public async Task Cards_side_by_side_are_hero_cards_in_a_carousel()
    {
        var vase = new MessageAttachment.Card(
            "Vase",
            "From 20",
            new MessageAttachment.Image(Picture, "Blue"),
            [new CardButton("Take it", "vase"), new CardButton("Look", Url: new Uri("https://shop.test/vase"))]
        );
        var carousel = new MessageAttachment.Carousel([vase, new MessageAttachment.Card("Lamp")]);

        var activity = await SayAsync(new OutgoingMessage("Look", Attachments: [carousel]));

        Assert.Equal("carousel", activity.GetProperty("attachmentLayout").GetString());
        AssertJson(
            """
            [
              { "contentType": "application/vnd.microsoft.card.hero", "content": {
                  "title": "Vase", "text": "From 20",
                  "images": [{ "url": "https://shop.test/img/vase.JPG?w=400", "alt": "Blue" }],
                  "buttons": [
                    { "type": "imBack", "title": "Take it", "value": "vase" },
                    { "type": "openUrl", "title": "Look", "value": "https://shop.test/vase" }
                  ] } },
              { "contentType": "application/vnd.microsoft.card.hero", "content": { "title": "Lamp" } }
            ]
            """,
            activity.GetProperty("attachments")
        );
    }

    [Fact]
    public async Task An_adaptive_card_goes_out_as_made_with_words_for_those_who_cannot_show_it()
    {
        var content = JsonElement.Parse("""{ "type": "AdaptiveCard", "version": "1.5", "body": [{ "type": "TextBlock", "text": "<b>Hi</b>" }] }""");

        var activity = await SayAsync(new OutgoingMessage("", Attachments: [new MessageAttachment.AdaptiveCard(content, "Hi")]));

        AssertJson(
            """
            [{ "contentType": "application/vnd.microsoft.card.adaptive", "content": {
                "type": "AdaptiveCard", "version": "1.5", "body": [{ "type": "TextBlock", "text": "<b>Hi</b>" }], "fallbackText": "Hi" } }]
            """,
            activity.GetProperty("attachments")
        );
    }

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), actual.GetRawText());

    private async Task<JsonElement> SayAsync(OutgoingMessage message)
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, message);
        var set = await Host.GetAsync($"conversations/{started.Id}/activities", started.Token);
        return Assert.Single(set.GetProperty("activities").EnumerateArray());
    }
}
