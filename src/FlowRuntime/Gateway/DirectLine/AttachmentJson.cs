using System.Collections.Frozen;
using System.Text.Json;
using FlowEngine.Running;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Writes attachments as Direct Line clients read them. Source: the Bot Framework cards schema.</summary>
internal static class AttachmentJson
{
    private const string Hero = "application/vnd.microsoft.card.hero";
    private const string Adaptive = "application/vnd.microsoft.card.adaptive";
    private const string FallbackText = "fallbackText";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml",
        [".pdf"] = "application/pdf",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".zip"] = "application/zip",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes <c>attachments</c> and <c>attachmentLayout</c>; nothing when there are none.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<MessageAttachment>? attachments)
    {
        if (attachments is null or { Count: 0 })
        {
            return;
        }

        json.WriteString("attachmentLayout", attachments.Any(a => a is MessageAttachment.Carousel) ? "carousel" : "list");
        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            Write(json, attachment);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, MessageAttachment attachment)
    {
        switch (attachment)
        {
            case MessageAttachment.Image image:
                WriteAddress(json, image.Url, image.AlternativeText, "image/*", "image/");
                break;
            case MessageAttachment.File file:
                WriteAddress(json, file.Url, file.Name, "application/octet-stream", "");
                break;
            case MessageAttachment.Card card:
                WriteHero(json, card);
                break;
            case MessageAttachment.Carousel carousel:
                foreach (var card in carousel.Cards)
                {
                    WriteHero(json, card);
                }

                break;
            case MessageAttachment.AdaptiveCard card:
                WriteAdaptive(json, card);
                break;
            default:
                throw new InvalidOperationException($"Unknown attachment: {attachment.GetType().Name}.");
        }
    }

    /// <summary>What it is follows from its ending, as long as that fits; we never fetch it ourselves.</summary>
    private static void WriteAddress(Utf8JsonWriter json, Uri url, string name, string otherwise, string wanted)
    {
        var known = Types.GetValueOrDefault(Path.GetExtension(url.AbsolutePath));
        json.WriteStartObject();
        json.WriteString("contentType", known?.StartsWith(wanted, StringComparison.Ordinal) == true ? known : otherwise);
        json.WriteString("contentUrl", url.AbsoluteUri);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private static void WriteHero(Utf8JsonWriter json, MessageAttachment.Card card)
    {
        json.WriteStartObject();
        json.WriteString("contentType", Hero);
        json.WriteStartObject("content");
        json.WriteString("title", card.Title);
        if (!string.IsNullOrEmpty(card.Text))
        {
            json.WriteString("text", card.Text);
        }

        if (card.Picture is { } picture)
        {
            json.WriteStartArray("images");
            json.WriteStartObject();
            json.WriteString("url", picture.Url.AbsoluteUri);
            json.WriteString("alt", picture.AlternativeText);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (card.Buttons is { Count: > 0 } buttons)
        {
            json.WriteStartArray("buttons");
            foreach (var button in buttons)
            {
                json.WriteStartObject();
                json.WriteString("type", button.Url is null ? "imBack" : "openUrl");
                json.WriteString("title", button.Title);
                json.WriteString("value", button.Url?.AbsoluteUri ?? button.Value ?? button.Title);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The card as the author made it, and its words where the author gave none.</summary>
    private static void WriteAdaptive(Utf8JsonWriter json, MessageAttachment.AdaptiveCard card)
    {
        json.WriteStartObject();
        json.WriteString("contentType", Adaptive);
        json.WriteStartObject("content");
        foreach (var property in card.Content.EnumerateObject().Where(p => p.Name != FallbackText))
        {
            property.WriteTo(json);
        }

        json.WriteString(FallbackText, card.FallbackText);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
