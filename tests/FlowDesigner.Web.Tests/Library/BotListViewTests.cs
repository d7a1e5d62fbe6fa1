using FlowDesigner.Web.Library;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Tests.Library;

public sealed class BotListViewTests
{
    private readonly BotListView _view = new()
    {
        All =
        [
            Bot("shop", "Shop assistant", 3, changed: true, "Order status", "Returns"),
            Bot("leads", "Lead desk", null, changed: false, "Ask for a quote"),
        ],
    };

    [Fact]
    public void Shows_only_the_flows_that_match_when_the_bot_does_not()
    {
        _view.Search = "returns";

        var bot = Assert.Single(_view.Shown);
        Assert.Equal(("shop", "Returns"), (bot.Id, Assert.Single(bot.Flows).Name));
    }

    [Fact]
    public void Shows_all_flows_of_a_bot_that_matches()
    {
        _view.Search = "SHOP";

        Assert.Equal(2, Assert.Single(_view.Shown).Flows.Count);
    }

    [Theory]
    [InlineData("All", "shop leads")]
    [InlineData("Live", "shop")]
    [InlineData("Drafts", "shop leads")]
    public void Filters_by_what_is_live(string filter, string ids)
    {
        _view.Filter = Enum.Parse<BotFilter>(filter);

        Assert.Equal(ids, string.Join(' ', _view.Shown.Select(b => b.Id)));
    }

    [Fact]
    public void A_search_opens_what_was_closed()
    {
        _view.Toggle("shop");
        Assert.False(_view.IsOpen("shop"));

        _view.Search = "status";
        Assert.True(_view.IsOpen("shop"));
    }

    private static BotSummary Bot(string id, string name, int? live, bool changed, params string[] flows) =>
        new(id, name, live, changed, default, "Mira", [.. flows.Select(f => new FlowSummary(Slug.From(f, "flow"), f, 3, null, default, "Mira"))]);
}
