using FlowDesigner.Web.Conversations;
using FlowDesigner.Web.Tests.Wording;
using FlowRuntime.Conversations;

namespace FlowDesigner.Web.Tests.Conversations;

public sealed class InboxViewTests
{
    private readonly InboxView _view = new(Speaking.English<ConversationsText>(), "Jonas")
    {
        All =
        [
            Conversation("new", ConversationOwner.Queued, minute: 9),
            Conversation("old", ConversationOwner.Queued, minute: 1),
            Conversation("mine", ConversationOwner.Agent, minute: 5, agent: "Jonas"),
            Conversation("other", ConversationOwner.Agent, minute: 5, agent: "Mira"),
            Conversation("bot", ConversationOwner.Bot, minute: 2),
        ],
    };

    [Fact]
    public void Shows_who_waits_longest_first_and_then_the_agents_own()
    {
        Assert.Equal(["old", "new", "mine"], _view.Groups.SelectMany(g => g.Items).Select(c => c.Id));
        Assert.Equal((2, 1), (_view.Waiting, _view.Mine));
    }

    [Fact]
    public void Shows_everything_under_all_in_groups_that_are_not_empty()
    {
        _view.Tab = InboxTab.All;

        Assert.Equal(
            ["Waiting for an agent, longest first", "With you", "With colleagues", "Bot at work"],
            _view.Groups.Select(g => g.Title)
        );
    }

    [Fact]
    public void Finds_by_the_last_words()
    {
        _view.Tab = InboxTab.All;
        _view.Search = "TEXT OF BOT";

        Assert.Equal("bot", Assert.Single(_view.Groups.SelectMany(g => g.Items)).Id);
    }

    private static ConversationSummary Conversation(string id, ConversationOwner owner, int minute, string? agent = null)
    {
        var at = DateTimeOffset.UnixEpoch.AddMinutes(minute);
        return new(id, "shop", "directline", "dl_" + id, null, owner, agent, null, at, at, 1, "text of " + id);
    }
}
