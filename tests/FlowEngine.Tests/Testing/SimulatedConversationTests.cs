using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Testing;

public sealed class SimulatedConversationTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Waits_for_a_call_that_outlives_its_turn_and_delivers_its_result()
    {
        var answer = new TaskCompletionSource<NodeResult>();
        var detached = new TaskCompletionSource();
        _engine.Calls.Answer = (_, _, _) => new(answer.Task);
        var options = new SimulationOptions
        {
            Listener = happened =>
            {
                if (happened is SimulationEvent.CallContinues)
                {
                    detached.SetResult();
                }
            },
        };
        var flow = Flow.With("start", Use.Start)
            .Then("wait", Use.Say("One moment."))
            .Then("call", StubCalls.Node("test.read"))
            .Then("tell", Use.Say("{{ nodes.call.output }}"));
        using var chat = _engine.Talk(Bot.With(flow), options);

        var starting = chat.StartAsync(TestContext.Current.CancellationToken);
        _engine.Clock.Advance(TimeSpan.FromSeconds(2));
        await detached.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["One moment."], chat.Answers());
        answer.SetResult(StubCalls.Success("late"));
        await starting;

        Assert.Equal(["One moment.", "late"], chat.Answers());
    }

    [Fact]
    public async Task Reports_every_step_as_it_happens()
    {
        var seen = new List<string>();
        var options = new SimulationOptions
        {
            Listener = happened =>
                seen.Add(
                    happened switch
                    {
                        SimulationEvent.Said said => said.Message.Text,
                        SimulationEvent.Journaled journaled => $"{journaled.Entry.Kind} {journaled.Entry.NodeId}",
                        _ => "",
                    }
                ),
        };
        using var chat = _engine.Talk(Bot.With(Flow.With("start", Use.Start).Then("ask", Use.Ask("Name?"))), options);

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["RunStarted ", "NodeCompleted start", "Name?", "RunSuspended ask"], seen);
    }

    [Fact]
    public async Task Begins_afresh_after_a_restart_even_while_a_call_is_out()
    {
        var never = new TaskCompletionSource<NodeResult>();
        _engine.Calls.Answer = (_, _, token) => new(never.Task.WaitAsync(token));
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("hi", Use.Say("Hi.")).Then("call", StubCalls.Node("test.read")));

        var stuck = chat.StartAsync(TestContext.Current.CancellationToken);
        var other = _engine.Compile(Bot.With(Flow.With("start", Use.Start).Then("hi", Use.Say("New."))));
        await chat.RestartAsync(other, TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck);
        Assert.Equal(["New."], chat.Answers());
    }
}
