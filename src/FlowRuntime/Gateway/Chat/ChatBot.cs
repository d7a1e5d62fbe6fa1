using System.Text.Json;
using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowRuntime.Gateway.Chat;

/// <summary>What the hosted chat shows of a bot.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name shown to visitors.</param>
/// <param name="Language">BCP 47 tag of what it says.</param>
/// <param name="Origins">Origins of other sites that may frame the page and fetch tokens.</param>
internal sealed record ChatBot(string Id, string Name, string Language, IReadOnlyList<string> Origins)
{
    /// <summary>Reads the live version; null when there is no such bot or it was never published.</summary>
    public static async Task<ChatBot?> FindAsync(IFlowLibrary library, string botId, CancellationToken cancellationToken)
    {
        var draft = await library.FindAsync(botId, cancellationToken).ConfigureAwait(false);
        if (draft?.LiveVersion is not { } live)
        {
            return null;
        }

        var bundle = await library.FindVersionAsync(botId, live, cancellationToken).ConfigureAwait(false);
        return bundle is null
            ? null
            : new ChatBot(botId, bundle.Bot.Name, bundle.Bot.Languages is [var first, ..] ? first : "en", OriginsOf(bundle.Bot));
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
