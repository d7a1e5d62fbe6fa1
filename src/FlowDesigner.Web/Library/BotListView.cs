using FlowRuntime.Library;
using FlowRuntime.Library.Filing;

namespace FlowDesigner.Web.Library;

/// <summary>What the list of bots shows: search, filter, open and closed bots. Plain state, tested without a browser.</summary>
internal sealed class BotListView
{
    private readonly HashSet<string> _closed = [];
    private readonly HashSet<string> _chosen = [];

    /// <summary>All bots; null while they are being read.</summary>
    public IReadOnlyList<BotSummary>? All { get; set; }

    /// <summary>Where bots are filed.</summary>
    public IReadOnlyDictionary<string, BotPlace> Places { get; set; } = new Dictionary<string, BotPlace>();

    /// <summary>The tag that is wanted; null for all.</summary>
    public string? Tag { get; set; }

    /// <summary>All tags, by name.</summary>
    public IEnumerable<string> Tags => (All ?? []).SelectMany(b => PlaceOf(b).Tags).Distinct().Order();

    /// <summary>The chosen bots that exist.</summary>
    public IReadOnlyList<BotSummary> Chosen => [.. (All ?? []).Where(b => _chosen.Contains(b.Id))];

    /// <summary>The bots to show by folder; those in none come last, under an empty name.</summary>
    public IEnumerable<IGrouping<string, BotSummary>> Folders =>
        Shown.GroupBy(b => PlaceOf(b).Folder).OrderBy(f => f.Key.Length == 0).ThenBy(f => f.Key, StringComparer.CurrentCultureIgnoreCase);

    /// <summary>Words to find in names, ids, folders and tags.</summary>
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
            .Where(b => Tag is null || PlaceOf(b).Tags.Contains(Tag))
            .Select(Found)
            .OfType<BotSummary>();

    /// <summary>Whether the flows of a bot are shown; a search opens every bot.</summary>
    public bool IsOpen(string botId) => Search.Length > 0 || !_closed.Contains(botId);

    /// <summary>Where a bot is filed.</summary>
    public BotPlace PlaceOf(BotSummary bot) => Places.GetValueOrDefault(bot.Id) ?? BotPlace.None;

    /// <summary>Whether a bot is chosen.</summary>
    public bool IsChosen(string botId) => _chosen.Contains(botId);

    /// <summary>Chooses a bot, or lets it go.</summary>
    public void Choose(string botId, bool chosen) => _ = chosen ? _chosen.Add(botId) : _chosen.Remove(botId);

    /// <summary>Chooses no bot.</summary>
    public void ChooseNone() => _chosen.Clear();

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
        if (words.Length == 0 || Matches(bot.Name, bot.Id, words) || PlaceOf(bot).Tags.Append(PlaceOf(bot).Folder).Any(f => Matches(f, "", words)))
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
