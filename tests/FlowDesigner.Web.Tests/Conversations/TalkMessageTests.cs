using System.Text.Json;
using Bunit;
using FlowDesigner.Web.Conversations;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Running;
using FlowRuntime.Conversations;

namespace FlowDesigner.Web.Tests.Conversations;

public sealed class TalkMessageTests : ComponentTest
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    [Fact]
    public void Marks_a_note_as_one_that_only_agents_see()
    {
        var shown = Draw(Message(MessageFrom.Note, $"Owes {Hostile}"));

        Assert.Equal($"Owes {Hostile}", shown.Find("aside[aria-label='Note for agents'] p").TextContent);
        Assert.Contains("only agents see this", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_what_goes_with_a_message_and_never_as_markup()
    {
        var card = new MessageAttachment.Card(Hostile, "From 20", null, [new CardButton("Take it", "vase"), new CardButton("More", Url: new Uri("https://shop.test/vase"))]);
        var shown = Draw(
            Message(
                MessageFrom.Bot,
                "",
                new MessageAttachment.Image(new Uri("https://shop.test/1.png"), Hostile),
                new MessageAttachment.File(new Uri("https://shop.test/1.pdf"), "Invoice"),
                new MessageAttachment.Carousel([card, card]),
                new MessageAttachment.AdaptiveCard(JsonElement.Parse("{}"), $"In words {Hostile}")
            )
        );

        Assert.Equal((Hostile, "no-referrer"), (shown.Find("img").GetAttribute("alt"), shown.Find("img").GetAttribute("referrerpolicy")));
        Assert.Single(shown.FindAll("img"));
        Assert.Equal("https://shop.test/1.pdf", shown.Find("a.file").GetAttribute("href"));
        Assert.Equal([Hostile, Hostile], shown.FindAll("h4").Select(h => h.TextContent));
        Assert.True(shown.Find("button").HasAttribute("disabled"));
        Assert.Equal($"In words {Hostile}", shown.Find(".words p").TextContent);
    }

    [Fact]
    public void Shows_the_inputs_of_a_card_that_the_visitor_submitted()
    {
        var activity = JsonElement.Parse("""{ "type": "message", "value": { "name": "Vera", "pieces": 2 } }""");

        var shown = Draw(Message(MessageFrom.Visitor, "") with { Activity = activity });

        Assert.Equal("name: Vera\npieces: 2", shown.Find("p.msg").TextContent);
    }

    [Fact]
    public void A_card_in_the_test_chat_sends_what_its_button_says()
    {
        CardButton? pressed = null;
        var card = new MessageAttachment.Card("Vase", Buttons: [new CardButton("Take it", "vase")]);
        var shown = Render<Attachments>(p => p.Add(a => a.Items, [card]).Add(a => a.OnPress, button => pressed = button));

        shown.Find("button").Click();

        Assert.Equal("vase", pressed?.Value);
    }

    private static TranscriptMessage Message(MessageFrom from, string text, params MessageAttachment[] attachments) =>
        new(1, from, "shop", text, [], default, DateTimeOffset.UnixEpoch, null, attachments);

    private IRenderedComponent<TalkMessage> Draw(TranscriptMessage message) => Render<TalkMessage>(p => p.Add(m => m.Message, message));
}
