using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

public sealed class ControlFlowTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(150, "gold")]
    [InlineData(60, "silver")]
    [InlineData(10, "otherwise")]
    public async Task Branches_to_the_first_arm_that_holds(int points, string port)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("rank", Use.Branch(("gold", "=vars.points > 100"), ("silver", "=vars.points > 50")))
            .Variable("points", points);
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(port, chat.Journal.Single(e => e.NodeId == "rank").Port);
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task Sets_literals_expressions_and_templates_in_order()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("count", Use.Set("count", 2))
            .Then("next", Use.Set("next", "=vars.count + 1"))
            .Then("text", Use.Set("text", "{{ vars.count }} then {{ vars.next }}"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal("2 then 3", chat.Variables["text"].GetString());
        Assert.Equal(3, chat.Variables["next"].GetDouble());
    }

    [Fact]
    public async Task Sees_values_set_before_in_the_same_node_and_keeps_them_when_a_later_one_fails()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("set", NodeSpec.Of("set", """{ "values": { "a": 1, "b": "=vars.a + 1", "c": "=vars.gone.name", "d": 4 } }"""))
            .Link("set", "error", "tell")
            .And("tell", Use.Say("{{ vars.a }} {{ vars.b }} {{ vars.c }} {{ vars.d }}"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["1 2  "], chat.Answers());
    }

    [Fact]
    public async Task Hands_over_and_is_quiet_until_the_agent_gives_the_conversation_back()
    {
        var flow = Flow.With("asked", Use.Intent("help")).Then("agent", Use.Handoff("wants {{ input.text }}", "One moment."));
        using var chat = _engine.Talk(Bot.With(flow).Intent("help", "help"));

        await chat.SendAsync("help me", Token);
        await chat.SendAsync("help?", Token);
        Assert.Equal(["One moment."], chat.Answers());
        Assert.Equal("wants help me", chat.HandoffReason);
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);

        await chat.ReturnToBotAsync(Token);
        Assert.Equal(["One moment."], chat.Answers());
        await chat.SendAsync("help again", Token);
        Assert.Equal(2, chat.Answers().Count);
    }

    [Fact]
    public async Task Ends_at_an_end_node_and_at_a_port_that_leads_nowhere()
    {
        using var ended = _engine.Talk(Flow.With("start", Use.Start).Then("end", Use.End));
        using var open = _engine.Talk(Flow.With("start", Use.Start).Then("hello", Use.Say("Hello.")));

        await ended.StartAsync(Token);
        await open.StartAsync(Token);

        Assert.Equal((RunStatus.Completed, RunStatus.Completed), (ended.Run!.Status, open.Run!.Status));
        Assert.Empty(open.Run.Frames);
    }

    [Fact]
    public async Task Carries_the_bots_variables_from_run_to_run_and_forgets_those_of_the_flow()
    {
        var flow = Flow.With("asked", Use.Intent("count"))
            .Then("own", Use.Set("own", "=vars.own + 1"))
            .Then("shared", Use.Set("shared", "=vars.shared + 1"))
            .Then("tell", Use.Say("{{ vars.own }} {{ vars.shared }}"))
            .Variable("own", 0);
        using var chat = _engine.Talk(Bot.With(flow).Intent("count", "count").Variable("shared", 10));

        await chat.SendAsync("count", Token);
        await chat.SendAsync("count", Token);

        Assert.Equal(["1 11", "1 12"], chat.Answers());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
