using System.Text.Json;
using FlowEngine.Conversing;

namespace FlowEngine.Nodes.Say;

/// <summary>Settings of the say node, every template filled in.</summary>
/// <param name="Text">What the visitor reads; nothing is said when it is blank and nothing goes with it.</param>
/// <param name="Variants">Other wordings of the same; one of all is said. Null for none.</param>
/// <param name="Buttons">Suggested answers under the message; at most <see cref="SayNode.MaximumButtons"/>.</param>
/// <param name="ImageUrl">Address of a picture; null for none.</param>
/// <param name="ImageAlt">What the picture shows, for those who do not see it.</param>
/// <param name="FileUrl">Address of a file; null for none.</param>
/// <param name="FileName">Name of the file; null for the one in its address.</param>
/// <param name="Cards">One card, or several side by side; at most <see cref="SayNode.MaximumCards"/>.</param>
/// <param name="AdaptiveCard">An Adaptive Card; undefined for none.</param>
/// <param name="FallbackText">The Adaptive Card in words; null for its own words.</param>
/// <param name="Translations">The words in the bot's other languages; null for none.</param>
public sealed record SayConfig(
    string? Text = null,
    IReadOnlyList<string>? Variants = null,
    IReadOnlyList<string>? Buttons = null,
    Uri? ImageUrl = null,
    string ImageAlt = "",
    Uri? FileUrl = null,
    string? FileName = null,
    IReadOnlyList<SayCard>? Cards = null,
    JsonElement AdaptiveCard = default,
    string? FallbackText = null,
    IReadOnlyList<SayTranslation>? Translations = null
);

/// <summary>A card.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What it says; null for nothing.</param>
/// <param name="ImageUrl">Address of the picture above it; null for none.</param>
/// <param name="ImageAlt">What the picture shows.</param>
/// <param name="Buttons">What can be done; at most <see cref="SayNode.MaximumCardButtons"/>.</param>
public sealed record SayCard(
    string Title,
    string? Text = null,
    Uri? ImageUrl = null,
    string ImageAlt = "",
    IReadOnlyList<SayCardButton>? Buttons = null
);

/// <summary>A button of a card.</summary>
/// <param name="Title">Word on it.</param>
/// <param name="Value">Text that is sent when it is pressed; null for its title.</param>
/// <param name="Url">Address that is opened instead; null to send.</param>
public sealed record SayCardButton(string Title, string? Value = null, Uri? Url = null);

/// <summary>What is said in one more language.</summary>
/// <param name="Language">BCP 47 tag, for example <c>de</c>.</param>
/// <param name="Text">What the visitor reads.</param>
/// <param name="Variants">Other wordings; null for none.</param>
/// <param name="Buttons">Suggested answers; null for those of the first language.</param>
public sealed record SayTranslation(
    string Language,
    string? Text = null,
    IReadOnlyList<string>? Variants = null,
    IReadOnlyList<string>? Buttons = null
) : ITranslation;
