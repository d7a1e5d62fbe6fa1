using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Validation;
using TestKit.Engine;

namespace FlowEngine.Tests.Validation;

public sealed class StructureRulesTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Finds_nothing_wrong_with_good_structures()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach(3))
            .Then("fork", Use.Parallel("a", "b"))
            .Then("left", Use.Say("left"))
            .Then("join", Use.Join(new { mode = "all" }))
            .Then("leave", Use.Break)
            .And("right", Use.Say("right"))
            .Link("fork", "b", "right")
            .Link("right", "next", "join");

        Assert.Empty(Codes(flow));
    }

    [Fact]
    public void Finds_a_break_that_no_loop_leads_to()
    {
        var flow = Flow.With("start", Use.Start).Then("each", Use.ForEach(3)).Then("say", Use.Say("x")).And("leave", Use.Break).Link("each", "done", "leave");

        Assert.Equal([("break.outside", "/flows/main/nodes/leave")], Codes(flow));
    }

    [Fact]
    public void Finds_a_join_without_branches_and_a_retry_of_what_never_fails()
    {
        var flow = Flow.With("start", Use.Start.Retrying(new RetryPolicy())).Then("join", Use.Join(new { mode = "all" })).Then("say", Use.Say("x"));

        Assert.Equal([("retry.useless", "/flows/main/nodes/start/retry"), ("join.alone", "/flows/main/nodes/join")], Codes(flow));
    }

    [Fact]
    public void Finds_a_second_compensation_and_one_for_a_node_that_is_not_there()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("pay", StubCalls.Node("test.run"))
            .And("undo", Use.Undo("pay"))
            .Then("one", Use.Say("1"))
            .And("again", Use.Undo("pay"))
            .Then("two", Use.Say("2"))
            .And("lost", Use.Undo("gone"))
            .Then("three", Use.Say("3"));

        Assert.Equal(
            [("node.missing", "/flows/main/nodes/lost/config/node"), ("compensate.twice", "/flows/main/nodes/again/config/node")],
            Codes(flow).OrderByDescending(c => c.Code)
        );
    }

    [Theory]
    [InlineData("{}", "call.input", "/flows/main/nodes/call/config/inputs")]
    [InlineData("""{ "amount": "=1", "other": 1 }""", "call.input", "/flows/main/nodes/call/config/inputs/other")]
    [InlineData("""{ "amount": true }""", "call.type", "/flows/main/nodes/call/config/inputs/amount")]
    public void Finds_inputs_that_the_called_flow_does_not_take(string inputs, string code, string pointer)
    {
        var called = Flow.With("called", NodeSpec.Of("trigger.call")).Input("amount", "number").Then("say", Use.Say("x")).Called("other");
        var flow = Flow.With("start", Use.Start).Then("call", NodeSpec.Of("call", $$"""{ "flow": "other", "inputs": {{inputs}} }"""));

        Assert.Equal([(code, pointer)], Codes(flow, called));
    }

    [Fact]
    public void Takes_a_link_back_to_its_loop_for_the_end_of_a_round()
    {
        var flow = Flow.With("start", Use.Start).Then("each", Use.ForEach(3)).Then("say", Use.Say("x")).Link("say", "next", "each");

        Assert.Empty(Codes(flow));
    }

    private List<(string Code, string Pointer)> Codes(params Flow[] flows)
    {
        var problems = new BundleValidator(_engine.Catalog, new ConnectorCatalog([]), _engine.Expressions).Validate(Bot.With(flows).Build());
        return [.. problems.Where(p => !p.Pointer.StartsWith("/bot", StringComparison.Ordinal) && p.Code != "flow.handoff").Select(p => (p.Code, p.Pointer))];
    }
}
