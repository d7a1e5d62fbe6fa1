using System.Text.Json;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Structures;

public sealed class ForEachTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Repeats_for_every_item_in_order_and_goes_on_behind()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach("=['a', 'b', 'c']"))
            .Then("tell", Use.Say("{{ index }} {{ item }}"))
            .And("after", Use.Say("done"))
            .Link("each", "done", "after");

        Assert.Equal(["0 a", "1 b", "2 c", "done"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Ends_a_round_at_a_link_back_to_the_loop()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach(3))
            .Then("tell", Use.Say("{{ item }}"))
            .Link("tell", "next", "each")
            .And("after", Use.Say("done"))
            .Link("each", "done", "after");

        Assert.Equal(["0", "1", "2", "done"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Does_nothing_for_an_empty_list()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach("=[]"))
            .Then("tell", Use.Say("never"))
            .And("after", Use.Say("done"))
            .Link("each", "done", "after");

        Assert.Equal(["done"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Works_on_the_variables_of_the_flow_when_rounds_follow_each_other()
    {
        var flow = Flow.With("start", Use.Start)
            .Variable("sum", 0)
            .Then("each", Use.ForEach("=[1, 2, 3]"))
            .Then("add", Use.Set("sum", "=vars.sum + item"))
            .And("tell", Use.Say("{{ vars.sum }}"))
            .Link("each", "done", "tell");

        Assert.Equal(["6"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Takes_the_list_once_at_the_beginning()
    {
        var flow = Flow.With("start", Use.Start)
            .Variable("list", new[] { 1, 2 })
            .Then("each", Use.ForEach("=vars.list"))
            .Then("grow", Use.Set("list", "=[9, 9, 9, 9]"))
            .And("tell", Use.Say("{{ nodes.each.output.count }}"))
            .Link("each", "done", "tell");

        Assert.Equal(["2"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Gives_inner_loops_their_own_item_and_index()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("outer", Use.ForEach("=['a', 'b']"))
            .Then("keep", Use.Set("letter", "=item"))
            .Then("inner", Use.ForEach(2))
            .Then("tell", Use.Say("{{ vars.letter }}{{ item }}"))
            .And("between", Use.Say("{{ item }}!"))
            .Link("inner", "done", "between");

        Assert.Equal(["a0", "a1", "a!", "b0", "b1", "b!"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Leaves_the_innermost_loop_by_a_break()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach("=[1, 2, 3, 4]"))
            .Then("enough", Use.Branch(("yes", "=item === 3")))
            .Then("leave", Use.Break)
            .And("tell", Use.Say("{{ item }}"))
            .Link("enough", "otherwise", "tell")
            .And("after", Use.Say("left"))
            .Link("each", "done", "after");

        Assert.Equal(["1", "2", "left"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Collects_what_the_rounds_give_in_the_order_of_the_items()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach("=[3, 1, 2]", concurrency: 3, collect: "=item * 10"))
            .Then("work", Use.Set("x", "=item"))
            .And("tell", Use.Say("{{ nodes.each.output.results.join(' ') }}"))
            .Link("each", "done", "tell");

        Assert.Equal(["30 10 20"], await AnswersAsync(flow));
    }

    [Theory]
    [InlineData("fail", "broken")]
    [InlineData("continue", "went on, 1 failed")]
    public async Task Isolates_a_failing_round_only_when_told_to(string onError, string said)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach("=[1, 2, 3]", onError: onError))
            .Then("bad", Use.Branch(("yes", "=item === 2")))
            .Then("fail", Use.Fail("no", "test.bad"))
            .And("after", Use.Say("went on, {{ nodes.each.output.failed }} failed"))
            .Link("each", "done", "after")
            .And("broken", Use.Say("broken"))
            .Link("each", "error", "broken");

        Assert.Equal([said], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Lets_the_calls_of_rounds_overlap_up_to_the_limit()
    {
        var open = 0;
        var most = 0;
        var gates = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource()).ToArray();
        _engine.Calls.Answer = async (config, _, _) =>
        {
            most = Math.Max(most, ++open);
            var number = int.Parse(config.Value, System.Globalization.CultureInfo.InvariantCulture);
            if (open == 2)
            {
                foreach (var gate in gates)
                {
                    gate.TrySetResult();
                }
            }

            await gates[number].Task;
            open--;
            return StubCalls.Success(config.Value);
        };
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach(4, concurrency: 2, collect: "=nodes.call.output"))
            .Then("call", StubCalls.Node("test.read", "=String(item)"))
            .And("tell", Use.Say("{{ nodes.each.output.results.join(' ') }}"))
            .Link("each", "done", "tell");

        Assert.Equal(["0 1 2 3"], await AnswersAsync(flow));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Keeps_variables_of_rounds_beside_each_other_apart_and_merges_them_in_item_order()
    {
        var flow = Flow.With("start", Use.Start)
            .Variable("last", "none")
            .Then("each", Use.ForEach("=['a', 'b']", concurrency: 2, merge: "itemOrder"))
            .Then("set", Use.Set("last", "=vars.last + item"))
            .Then("tell", Use.Say("{{ vars.last }}"))
            .And("after", Use.Say("{{ vars.last }}"))
            .Link("each", "done", "after");

        Assert.Equal(["nonea", "noneb", "noneb"], await AnswersAsync(flow));
    }

    [Theory]
    [InlineData("=42.5", "loop.items")]
    [InlineData("='text'", "loop.items")]
    [InlineData("=20000", "loop.budget")]
    public async Task Refuses_what_is_no_list_or_too_long(string items, string code)
    {
        var flow = Flow.With("start", Use.Start).Then("each", Use.ForEach(items)).Then("tell", Use.Say("never"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(code, chat.Run!.Error!.Code);
    }

    [Fact]
    public async Task Asks_in_every_round_and_waits_for_each_answer()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach("=['name', 'town']"))
            .Then("ask", Use.Ask("Your {{ item }}?", "\"saveTo\": \"answer\""))
            .Then("tell", Use.Say("{{ index }}: {{ vars.answer }}"))
            .And("after", Use.Say("thanks"))
            .Link("each", "done", "after");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        await chat.SendAsync("Vera", Token);
        await chat.SendAsync("Rome", Token);

        Assert.Equal(["Your name?", "0: Vera", "Your town?", "1: Rome", "thanks"], chat.Answers());
    }

    [Fact]
    public async Task Keys_the_effects_of_rounds_apart()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach(3))
            .Then("write", StubCalls.Node("test.put"))
            .And("again", Use.ForEach(1))
            .Link("each", "done", "again")
            .Link("again", "item", "write");

        await AnswersAsync(flow);

        Assert.Equal(4, _engine.Calls.Attempts.Select(a => a.Key).Distinct().Count());
    }

    [Fact]
    public async Task Tells_the_first_rounds_of_a_long_loop_only()
    {
        var flow = Flow.With("start", Use.Start).Then("each", Use.ForEach(5_000)).Then("set", Use.Set("x", "=item"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.InRange(chat.Journal.Count, 100, 500);
        var done = chat.Journal.Last(e => e is { Kind: JournalKind.NodeCompleted, NodeId: "each" });
        Assert.Equal(5_000, done.Data.GetProperty("count").GetInt32());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<IReadOnlyList<string>> AnswersAsync(Flow flow)
    {
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        return chat.Answers();
    }
}
