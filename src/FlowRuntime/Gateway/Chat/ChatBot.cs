using System.Text.Json;
using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowRuntime.Gateway.Chat;

/// <summary>What the hosted chat shows of a bot.</summary>
/// <param name="Id">Its address: the id, or for example <c>order-support@test</c>.</param>
/// <param name="Name">Name shown to visitors.</param>
/// <param name="Language">BCP 47 tag of what it says.</param>
/// <param name="Origins">Origins of other sites that may frame the page and fetch tokens.</param>
internal sealed record ChatBot(string Id, string Name, string Language, IReadOnlyList<string> Origins)
{
    /// <summary>Reads the version that runs at an address; null when none does.</summary>
    public static async Task<ChatBot?> FindAsync(IFlowLibrary library, string text, CancellationToken cancellationToken)
    {
        var address = BotAddress.Parse(text);
        var all = await library.ListDeploymentsAsync(address.BotId, cancellationToken).ConfigureAwait(false);
        if (all.FirstOrDefault(d => d.Environment == address.Environment)?.Version is not { } version)
        {
            return null;
        }

        var bundle = await library.FindVersionAsync(address.BotId, version, cancellationToken).ConfigureAwait(false);
        return bundle is null
            ? null
            : new ChatBot(text, bundle.Bot.Name, bundle.Bot.Languages is [var first, ..] ? first : "en", OriginsOf(bundle.Bot));
    }

    /// <summary>Reads <c>"channels": { "chat": { "origins": [ "https://shop.example" ] } }</c>; what is no origin is left out.</summary>
    private static List<string> OriginsOf(BotDefinition bot) =>
        bot.Channels.TryGetValue("chat", out var chat)
        && chat.ValueKind == JsonValueKind.Object
        && chat.TryGetProperty("origins", out var origins)
        && origins.ValueKind == JsonValueKind.Array
            ? [.. origins.EnumerateArray().Select(OriginOf).OfType<string>()]
            : [];

    private static string? OriginOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;
}
