using System.Text.Json;
using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Say;

/// <summary>Makes a message of the settings of a say node.</summary>
internal static class SayContent
{
    public static bool IsBlank(Uri? address) => address is null || address.OriginalString.Length == 0;

    public static bool HasAttachments(SayConfig config) =>
        config.Cards is { Count: > 0 }
        || config.AdaptiveCard.ValueKind == JsonValueKind.Object
        || !IsBlank(config.ImageUrl)
        || !IsBlank(config.FileUrl);

    /// <summary>What goes with the text: picture, file, cards, Adaptive Card.</summary>
    /// <returns>Null for nothing.</returns>
    public static IReadOnlyList<MessageAttachment>? AttachmentsOf(SayConfig config)
    {
        if (!HasAttachments(config))
        {
            return null;
        }

        var attachments = new List<MessageAttachment>();
        if (ImageOf(config.ImageUrl, config.ImageAlt) is { } image)
        {
            attachments.Add(image);
        }

        if (!IsBlank(config.FileUrl))
        {
            attachments.Add(new MessageAttachment.File(config.FileUrl!, NameOf(config.FileUrl!, config.FileName))); // not blank
        }

        switch (config.Cards)
        {
            case [var one]:
                attachments.Add(CardOf(one));
                break;
            case { Count: > 1 } several:
                attachments.Add(new MessageAttachment.Carousel([.. several.Select(CardOf)]));
                break;
            default:
                break;
        }

        if (config.AdaptiveCard.ValueKind == JsonValueKind.Object)
        {
            var words = string.IsNullOrWhiteSpace(config.FallbackText) ? AdaptiveCards.WordsOf(config.AdaptiveCard) : config.FallbackText;
            attachments.Add(new MessageAttachment.AdaptiveCard(config.AdaptiveCard, words));
        }

        return attachments;
    }

    private static MessageAttachment.Image? ImageOf(Uri? url, string alternative) =>
        IsBlank(url) ? null : new MessageAttachment.Image(url!, alternative); // not blank

    private static MessageAttachment.Card CardOf(SayCard card) =>
        new(
            card.Title,
            string.IsNullOrWhiteSpace(card.Text) ? null : card.Text,
            ImageOf(card.ImageUrl, card.ImageAlt ?? ""), // null when an expression made the card
            card.Buttons is { Count: > 0 } ? [.. card.Buttons.Select(ButtonOf)] : null
        );

    private static CardButton ButtonOf(SayCardButton button) =>
        IsBlank(button.Url) ? new CardButton(button.Title, button.Value ?? button.Title) : new CardButton(button.Title, null, button.Url);

    private static string NameOf(Uri address, string? given)
    {
        if (!string.IsNullOrWhiteSpace(given))
        {
            return given;
        }

        var name = Uri.UnescapeDataString(address.Segments[^1].Trim('/'));
        return name.Length > 0 ? name : address.Host;
    }
}
