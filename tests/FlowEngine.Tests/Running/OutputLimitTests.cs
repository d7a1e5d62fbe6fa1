using System.Text.Json;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

/// <summary>What a node gives is kept up to the limit, exactly; the quotes of a text count.</summary>
public sealed class OutputLimitTests : IDisposable
{
    private const int Limit = 1_000;
    private readonly TestEngine _engine = new(new RunBudget(OutputBytes: Limit));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(Limit - 2, RunStatus.Completed)]
    [InlineData(Limit - 1, RunStatus.Failed)]
    public async Task The_output_of_a_node_that_is_read_later(int letters, RunStatus status)
    {
        var flow = Flow.With("start", Use.Start).Then("make", NodeSpec.Of("script", $$"""{ "code": "return 'x'.repeat({{letters}});" }""")).Then("tell", Use.Say("{{ nodes.make.output.length }}"));

        Assert.Equal(status, await RunAsync(flow));
    }

    [Theory]
    [InlineData(Limit - 2, RunStatus.Completed)]
    [InlineData(Limit - 1, RunStatus.Failed)]
    public async Task The_answer_of_a_call_that_is_read_later(int letters, RunStatus status)
    {
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Success(new string('x', letters)));
        var flow = Flow.With("start", Use.Start).Then("call", StubCalls.Node("test.run")).Then("tell", Use.Say("{{ nodes.call.output.length }}"));

        Assert.Equal(status, await RunAsync(flow));
    }

    [Theory]
    [InlineData(Limit - 2, RunStatus.Completed)]
    [InlineData(Limit - 1, RunStatus.Failed)]
    public async Task A_variable_among_those_that_a_call_sets(int letters, RunStatus status)
    {
        _engine.Calls.Answer = (_, context, _) =>
        {
            context.SetVariable("small", JsonSerializer.SerializeToElement(1));
            context.SetVariable("large", JsonSerializer.SerializeToElement(new string('x', letters)));
            return new(StubCalls.Success("ok"));
        };

        Assert.Equal(status, await RunAsync(Flow.With("start", Use.Start).Then("call", StubCalls.Node("test.run"))));
    }

    private async Task<RunStatus> RunAsync(Flow flow)
    {
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        Assert.True(chat.Run!.Error is null or { Code: "output.size" or "variable.size" }, chat.Run.Error?.Code);
        return chat.Run.Status;
    }
}
