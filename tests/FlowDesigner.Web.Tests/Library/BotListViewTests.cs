using FlowDesigner.Web.Library;
using FlowRuntime.Library;
using FlowRuntime.Library.Filing;

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

    [Fact]
    public void Groups_by_folder_with_the_others_last()
    {
        _view.Places = new Dictionary<string, BotPlace> { ["shop"] = new("Web", []) };

        Assert.Equal(["Web", ""], _view.Folders.Select(f => f.Key));
    }

    [Theory]
    [InlineData("pilot", null)]
    [InlineData("", "pilot")]
    [InlineData("web", null)]
    public void Finds_bots_by_folder_and_tag(string search, string? tag)
    {
        _view.Places = new Dictionary<string, BotPlace> { ["leads"] = new("Web", ["pilot"]) };
        (_view.Search, _view.Tag) = (search, tag);

        Assert.Equal("leads", Assert.Single(_view.Shown).Id);
    }

    [Fact]
    public void Forgets_a_chosen_bot_that_is_gone()
    {
        _view.Choose("shop", true);
        _view.Choose("leads", true);
        _view.All = [.. _view.All!.Where(b => b.Id == "leads")];

        Assert.Equal("leads", Assert.Single(_view.Chosen).Id);
    }

    private static BotSummary Bot(string id, string name, int? live, bool changed, params string[] flows) =>
        new(id, name, live, changed, default, "Mira", [.. flows.Select(f => new FlowSummary(Slug.From(f, "flow"), f, 3, null, default, "Mira"))]);
}
