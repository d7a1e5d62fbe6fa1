using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>
/// What goes with the text of a message: a closed set that is stored as JSON. Addresses are absolute, http or https, and
/// at most <see cref="MaximumAddressLength"/> characters long; whoever makes an attachment has checked that.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Image), "image")]
[JsonDerivedType(typeof(File), "file")]
[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Carousel), "carousel")]
[JsonDerivedType(typeof(AdaptiveCard), "adaptiveCard")]
public abstract record MessageAttachment
{
    private MessageAttachment() { }

    /// <summary>Longest address. Unit: characters.</summary>
    public const int MaximumAddressLength = 2_000;

    /// <summary>The attachment for those who see text only.</summary>
    [JsonIgnore]
    public abstract string PlainText { get; }

    /// <summary>Tells whether an address may be shown to a visitor: absolute, http or https, without a user name.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True when it may.</returns>
    public static bool IsSafe(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Host.Length: > 0 }
            && address.OriginalString.Length <= MaximumAddressLength;
    }

    /// <summary>A text and what goes with it, each on a line of its own.</summary>
    /// <param name="text">The text; may be empty.</param>
    /// <param name="attachments">What goes with it; null for nothing.</param>
    /// <returns>Plain text.</returns>
    public static string InWords(string text, IReadOnlyList<MessageAttachment>? attachments) =>
        attachments is null or { Count: 0 }
            ? text
            : string.Join('\n', attachments.Select(a => a.PlainText).Prepend(text).Where(t => !string.IsNullOrWhiteSpace(t)));

    /// <summary>A picture.</summary>
    /// <param name="Url">Where it is.</param>
    /// <param name="AlternativeText">What it shows, for those who do not see it; empty for decoration.</param>
    public sealed record Image(Uri Url, string AlternativeText) : MessageAttachment
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string PlainText => AlternativeText.Length > 0 ? $"{AlternativeText}: {Url.AbsoluteUri}" : Url.AbsoluteUri;
    }

    /// <summary>A file to fetch.</summary>
    /// <param name="Url">Where it is.</param>
    /// <param name="Name">What it is called, for example <c>Invoice 1003.pdf</c>.</param>
    public sealed record File(Uri Url, string Name) : MessageAttachment
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string PlainText => $"{Name}: {Url.AbsoluteUri}";
    }

    /// <summary>A card.</summary>
    /// <param name="Title">Its heading.</param>
    /// <param name="Text">What it says; null for nothing.</param>
    /// <param name="Picture">A picture above it; null for none.</param>
    /// <param name="Buttons">What can be done; null for nothing.</param>
    public sealed record Card(
        string Title,
        string? Text = null,
        Image? Picture = null,
        IReadOnlyList<CardButton>? Buttons = null
    ) : MessageAttachment
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string PlainText =>
            string.Join(
                '\n',
                new[] { string.IsNullOrWhiteSpace(Text) ? Title : $"{Title}: {Text}" }.Concat(
                    (Buttons ?? []).Select(b => b.Url is null ? $"- {b.Title}" : $"- {b.Title}: {b.Url.AbsoluteUri}")
                )
            );
    }

    /// <summary>Cards side by side.</summary>
    /// <param name="Cards">The cards, two or more.</param>
    public sealed record Carousel(IReadOnlyList<Card> Cards) : MessageAttachment
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string PlainText => string.Join('\n', Cards.Select(c => c.PlainText));
    }

    /// <summary>An Adaptive Card. Source: adaptivecards.io, schema 1.0 to 1.6.</summary>
    /// <param name="Content">The card, a JSON object.</param>
    /// <param name="FallbackText">The card for those who cannot show it.</param>
    public sealed record AdaptiveCard(JsonElement Content, string FallbackText) : MessageAttachment
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string PlainText => FallbackText;
    }
}

/// <summary>A button of a card: it sends a text, or it opens an address.</summary>
/// <param name="Title">Word on the button.</param>
/// <param name="Value">Text that is sent when it is pressed; null for one that opens an address.</param>
/// <param name="Url">Address that is opened when it is pressed; null for one that sends a text.</param>
public sealed record CardButton(string Title, string? Value = null, Uri? Url = null);
