using FlowRuntime.Library;

namespace FlowDesigner.Web.Library;

/// <summary>What the list of bots shows: search, filter, open and closed bots. Plain state, tested without a browser.</summary>
internal sealed class BotListView
{
    private readonly HashSet<string> _closed = [];

    /// <summary>All bots; null while they are being read.</summary>
    public IReadOnlyList<BotSummary>? All { get; set; }

    /// <summary>Words to find in names and ids.</summary>
    public string Search { get; set; } = "";

    /// <summary>Which bots are wanted.</summary>
    public BotFilter Filter { get; set; } = BotFilter.All;

    /// <summary>The bots to show with their flows to show.</summary>
    public IEnumerable<BotSummary> Shown =>
        (All ?? [])
            .Where(b =>
                Filter switch
                {
                    BotFilter.Live => b.LiveVersion is not null,
                    BotFilter.Drafts => b.LiveVersion is null || b.ChangedSincePublish,
                    _ => true,
                }
            )
            .Select(Found)
            .OfType<BotSummary>();

    /// <summary>Whether the flows of a bot are shown; a search opens every bot.</summary>
    public bool IsOpen(string botId) => Search.Length > 0 || !_closed.Contains(botId);

    /// <summary>Shows or hides the flows of a bot.</summary>
    public void Toggle(string botId)
    {
        if (!_closed.Remove(botId))
        {
            _closed.Add(botId);
        }
    }

    /// <summary>The bot with the flows that match; with all its flows when the bot itself matches; null without a match.</summary>
    private BotSummary? Found(BotSummary bot)
    {
        var words = Search.Trim();
        if (words.Length == 0 || Matches(bot.Name, bot.Id, words))
        {
            return bot;
        }

        var flows = bot.Flows.Where(f => Matches(f.Name, f.Id, words)).ToList();
        return flows.Count > 0 ? bot with { Flows = flows } : null;
    }

    private static bool Matches(string name, string id, string words) =>
        name.Contains(words, StringComparison.CurrentCultureIgnoreCase)
        || id.Contains(words, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which bots the list shows.</summary>
internal enum BotFilter
{
    /// <summary>Every bot.</summary>
    All,

    /// <summary>Those that answer people.</summary>
    Live,

    /// <summary>Those with something that is not live yet.</summary>
    Drafts,
}
