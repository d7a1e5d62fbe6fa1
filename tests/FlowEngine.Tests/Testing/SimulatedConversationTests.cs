using System.Globalization;
using System.Text.Json;
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

    [Fact]
    public async Task Tells_what_the_variables_are_after_every_step()
    {
        var seen = new List<string>();
        var options = new SimulationOptions
        {
            Listener = happened =>
            {
                if (happened is SimulationEvent.Journaled { Entry.Kind: JournalKind.NodeCompleted, Variables: { } variables } journaled)
                {
                    seen.Add($"{journaled.Entry.NodeId} {variables["name"]}");
                }
            },
        };
        var flow = Flow.With("start", Use.Start).Then("ask", Use.Ask("Name?", "\"saveTo\": \"name\"")).Variable("name", "nobody");
        using var chat = _engine.Talk(Bot.With(flow), options);

        await chat.StartAsync(Token);
        await chat.SendAsync("Mira", Token);

        Assert.Equal(["start nobody", "ask Mira"], seen);
    }

    [Fact]
    public async Task Takes_a_made_up_answer_in_place_of_the_call()
    {
        var options = new SimulationOptions { MadeUpAnswers = (_, node) => node == "call" ? new CallResult("success", JsonElement.Parse("\"made up\""), null) : null };
        var flow = Flow.With("start", Use.Start).Then("call", StubCalls.Node("test.write")).Then("tell", Use.Say("{{ nodes.call.output }}"));
        using var chat = _engine.Talk(Bot.With(flow), options);

        await chat.StartAsync(Token);

        Assert.Equal(["made up"], chat.Answers());
        Assert.Empty(_engine.Calls.Attempts);
    }

    [Fact]
    public async Task Goes_on_with_a_value_that_was_changed_while_it_waits()
    {
        var flow = Flow.With("start", Use.Start).Then("ask", Use.Ask("Sure?")).Then("tell", Use.Say("{{ vars.name }}")).Variable("name", "nobody");
        using var chat = _engine.Talk(Bot.With(flow));
        await chat.StartAsync(Token);

        Assert.True(await chat.SetVariableAsync("name", JsonElement.Parse("\"Mira\""), Token));
        Assert.False(await chat.SetVariableAsync("other", JsonElement.Parse("1"), Token));
        Assert.Equal("Mira", chat.Variables["name"].GetString());
        await chat.SendAsync("yes", Token);

        Assert.Equal(["Sure?", "Mira"], chat.Answers());
    }

    [Fact]
    public async Task Starts_again_at_a_chosen_node_with_what_was_known()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("ask", Use.Ask("Name?", "\"saveTo\": \"name\""))
            .Then("call", StubCalls.Node("test.read"))
            .Then("tell", Use.Say("{{ vars.name }} {{ nodes.call.output }}"))
            .Variable("name");
        using var chat = _engine.Talk(Bot.With(flow));
        await chat.StartAsync(Token);
        await chat.SendAsync("Mira", Token);

        await chat.RestartAtAsync(null, "main", "tell", null, Token);
        await chat.RestartAtAsync(null, "main", "call", new Dictionary<string, JsonElement> { ["name"] = JsonElement.Parse("\"Tom\"") }, Token);

        Assert.Equal(["Name?", "Mira ok", "Mira ok", "Tom ok"], chat.Answers());
        await Assert.ThrowsAsync<ArgumentException>(() => chat.RestartAtAsync(null, "main", "gone", null, Token));
    }

    [Fact]
    public async Task Puts_its_clock_forward_to_what_it_waits_for()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("pause", NodeSpec.Of("wait", """{ "amount": 26, "unit": "hours" }"""))
            .Then("tell", Use.Say("{{ nodes.pause.output }}"));
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        var due = chat.Now + TimeSpan.FromHours(26);

        Assert.True(await chat.AdvanceAsync(Token));

        Assert.Equal(due, chat.Now);
        Assert.Equal(due, DateTimeOffset.Parse(Assert.Single(chat.Answers()), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Lets_what_falls_due_happen_while_time_passes()
    {
        var flow = Flow.With("start", Use.Start).Then("pause", NodeSpec.Of("wait", """{ "amount": 26, "unit": "hours" }""")).Then("tell", Use.Say("late"));
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);

        await chat.PassAsync(TimeSpan.FromHours(25), Token);
        Assert.Empty(chat.Answers());
        await chat.PassAsync(TimeSpan.FromHours(2), Token);

        Assert.Equal(["late"], chat.Answers());
    }

    [Fact]
    public async Task Talks_with_somebody_else_after_a_restart()
    {
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("hi", Use.Say("{{ contact.name }}, {{ conversation.language }}")));
        await chat.StartAsync(Token);

        await chat.RestartAsync(null, new ConversationInfo("simulation", "test", "de", "c1", "Mira"), Token);

        Assert.Equal(["Mira, de"], chat.Answers());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
