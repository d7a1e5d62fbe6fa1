using FlowDesigner.Web.Wording;
using FlowRuntime.Conversations;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Conversations;

/// <summary>What an agent's list of conversations shows. Plain state, tested without a browser.</summary>
/// <param name="text">Texts of this folder.</param>
/// <param name="agent">Name of the agent.</param>
internal sealed class InboxView(IStringLocalizer<ConversationsText> text, string agent)
{
    /// <summary>The conversations; null while they are being read.</summary>
    public IReadOnlyList<ConversationSummary>? All { get; set; }

    /// <summary>Which part is shown.</summary>
    public InboxTab Tab { get; set; } = InboxTab.Waiting;

    /// <summary>Words to find.</summary>
    public string Search { get; set; } = "";

    /// <summary>Number that wait for an agent.</summary>
    public int Waiting => (All ?? []).Count(c => c.Owner == ConversationOwner.Queued);

    /// <summary>Number that this agent has.</summary>
    public int Mine => (All ?? []).Count(IsMine);

    /// <summary>Whether this agent has it.</summary>
    public bool IsMine(ConversationSummary conversation) => conversation.Owner == ConversationOwner.Agent && conversation.Agent == agent;

    /// <summary>The groups to show, in order; empty ones are left out. Titles are looked up when shown.</summary>
    public IEnumerable<(string Title, IReadOnlyList<ConversationSummary> Items)> Groups
    {
        get
        {
            var found = (All ?? []).Where(Matches).ToList();
            var waiting = (TextKey.Of("Waiting for an agent, longest first"), Of(found, c => c.Owner == ConversationOwner.Queued).OrderBy(c => c.ChangedAt));
            var mine = (TextKey.Of("With you"), Of(found, IsMine));
            var groups = Tab switch
            {
                InboxTab.Waiting => new[] { waiting, mine },
                InboxTab.Mine => [mine],
                _ =>
                [
                    waiting,
                    mine,
                    (TextKey.Of("With colleagues"), Of(found, c => c.Owner == ConversationOwner.Agent && !IsMine(c))),
                    (TextKey.Of("Bot at work"), Of(found, c => c.Owner == ConversationOwner.Bot)),
                    (TextKey.Of("Closed"), Of(found, c => c.Owner == ConversationOwner.Closed)),
                ],
            };
            return groups
                .Select(g => (g.Item1, (IReadOnlyList<ConversationSummary>)[.. g.Item2]))
                .Where(g => g.Item2.Count > 0);
        }
    }

    /// <summary>What a visitor is called.</summary>
    public static string NameOf(IStringLocalizer<ConversationsText> text, ConversationSummary conversation) =>
        conversation.ContactName is { Length: > 0 } name
            ? name
            : text["Visitor {0}", conversation.ContactId.Length > 4 ? conversation.ContactId[^4..] : conversation.ContactId];

    private static IOrderedEnumerable<ConversationSummary> Of(
        IEnumerable<ConversationSummary> found,
        Func<ConversationSummary, bool> which
    ) => found.Where(which).OrderByDescending(c => c.ChangedAt);

    private bool Matches(ConversationSummary conversation)
    {
        var words = Search.Trim();
        return words.Length == 0
            || NameOf(text, conversation).Contains(words, StringComparison.CurrentCultureIgnoreCase)
            || conversation.LastText.Contains(words, StringComparison.CurrentCultureIgnoreCase)
            || conversation.BotId.Contains(words, StringComparison.OrdinalIgnoreCase)
            || conversation.HandoffQueue?.Contains(words, StringComparison.CurrentCultureIgnoreCase) == true;
    }
}

/// <summary>Part of an agent's list.</summary>
internal enum InboxTab
{
    /// <summary>Those that need somebody.</summary>
    Waiting,

    /// <summary>Those of this agent.</summary>
    Mine,

    /// <summary>Every conversation.</summary>
    All,
}
