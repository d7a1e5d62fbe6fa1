using FlowDesigner.Web.Wording;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Library;

/// <summary>A finished bot to begin with: a document beside this file, with the name and id still to be given.</summary>
/// <param name="Key">Name of its document.</param>
/// <param name="Title">What it is.</param>
/// <param name="Summary">What it does, one sentence.</param>
/// <param name="Category">Category of the tile.</param>
/// <param name="Icon">Name of the icon.</param>
/// <param name="Needs">What it needs before it can answer for real; null when it works at once.</param>
public sealed record BotStart(string Key, string Title, string Summary, string Category, string Icon, string? Needs = null)
{
    /// <summary>A bot that greets and hands over, and nothing else.</summary>
    public static BotStart Empty { get; } = new("empty", TextKey.Of("Blank"), TextKey.Of("Greets people, and is yours to fill."), "k-conversation", "say");

    /// <summary>Those that are offered as cards.</summary>
    public static IReadOnlyList<BotStart> Finished { get; } =
    [
        new(
            "order-status",
            TextKey.Of("Order status"),
            TextKey.Of("Looks up an order in the shop and tells where it is."),
            "k-connector",
            "shop",
            TextKey.Of("Needs a connection called shop to a WooCommerce shop.")
        ),
        new(
            "stock-check",
            TextKey.Of("Stock check"),
            TextKey.Of("Tells whether a product is there, how many are left and what it costs."),
            "k-data",
            "search",
            TextKey.Of("Needs a connection called shop to a WooCommerce shop.")
        ),
        new("lead-form", TextKey.Of("Lead form"), TextKey.Of("Takes name, e-mail address and need, and fetches a person."), "k-trigger", "mail"),
        new("feedback-survey", TextKey.Of("Feedback survey"), TextKey.Of("Asks how it was, counts the answers and offers a person to the unhappy."), "k-conversation", "ask"),
    ];

    /// <summary>The one for a first bot: it needs no other system.</summary>
    public static BotStart First => Finished[^1];

    /// <summary>All of them, the empty one first.</summary>
    public static IReadOnlyList<BotStart> All { get; } = [Empty, .. Finished];

    /// <summary>Makes the bot.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="language">BCP 47 tag of the language it speaks. Its words are English where there are none in that language.</param>
    /// <returns>The bot with its flows.</returns>
    public BotBundle Make(string id, string name, string language)
    {
        var bundle = Read(language);
        return bundle with { Bot = bundle.Bot with { Id = id, Name = name, Languages = [language] } };
    }

    /// <summary>A flow that starts and says one thing.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="language">BCP 47 tag of the language it speaks.</param>
    /// <returns>The flow.</returns>
    public static FlowDefinition EmptyFlow(string id, string name, string language) =>
        Empty.Read(language).Flows.Values.First() with { Id = id, Name = name };

    private BotBundle Read(string language)
    {
        using var document =
            typeof(BotStart).Assembly.GetManifestResourceStream($"start.{Key}.json")
            ?? throw new InvalidOperationException($"The start {Key} is not in this build.");
        return BundleDocument.Read(StartWords.Say(document, language)).Value
            ?? throw new InvalidOperationException($"The start {Key} is not a bot."); // a test reads them all
    }
}
