using FlowDesigner.Web.Editor.Simulator;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor.Simulator;

public sealed class SystemCallsTests
{
    private static readonly NodeMock Found = new("found");

    [Fact]
    public void Keeps_an_answer_with_the_bot_and_takes_it_away_again()
    {
        var bot = SystemCalls.With(Sample.Bot, "order-status", "find", Found);
        Assert.Equal(Found, SystemCalls.Of(bot, "order-status", "find"));
        Assert.Null(SystemCalls.Of(bot, "order-status", "other"));

        Assert.Null(SystemCalls.With(bot, "order-status", "find", null).Mocks);
    }

    [Fact]
    public void Leaves_the_answers_of_other_nodes_alone()
    {
        var bot = SystemCalls.With(SystemCalls.With(Sample.Bot, "a", "find", Found), "b", "find", Found);

        bot = SystemCalls.With(bot, "b", "find", null);

        Assert.Equal(["a"], bot.Mocks!.Keys);
    }

    [Fact]
    public void Forgets_the_answers_of_nodes_that_are_gone()
    {
        var bot = SystemCalls.With(SystemCalls.With(Sample.Bot, "order-status", "gone", Found), "order-status", "tell", Found);

        Assert.Equal(["tell"], SystemCalls.Tidy(bot, Sample.Flow).Mocks!["order-status"].Keys);
    }

    [Fact]
    public void Made_up_answers_follow_their_nodes_into_another_flow()
    {
        var bot = SystemCalls.With(SystemCalls.With(Sample.Bot, "order-status", "find", Found), "order-status", "stays", Found);

        var carried = SystemCalls.Carry(bot, "order-status", "look-up", new Dictionary<string, string> { ["find"] = "find2", ["tell"] = "tell" });

        Assert.Equal(["find2"], carried.Mocks!["look-up"].Keys);
        Assert.Equal(["find", "stays"], carried.Mocks["order-status"].Keys);
        Assert.Same(bot, SystemCalls.Carry(bot, "order-status", "look-up", new Dictionary<string, string> { ["tell"] = "tell" }));
    }

    [Fact]
    public void Finds_only_nodes_that_call_other_systems() => Assert.Empty(SystemCalls.In(Sample.Bundle, Sample.Catalog, "order-status"));
}
