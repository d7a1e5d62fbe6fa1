using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Structures;

public sealed class CallFlowTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Hands_inputs_over_and_gets_outputs_back_and_nothing_else()
    {
        var main = Flow.With("start", Use.Start)
            .Variable("mine", 5)
            .Then("call", Use.Call("double", new { number = "=vars.mine" }, saveTo: "result"))
            .Then("tell", Use.Say("{{ vars.result.doubled }} {{ nodes.call.output.doubled }} {{ vars.secret }}"));

        Assert.Equal(["10 10 "], await AnswersAsync(main, Double));
    }

    [Fact]
    public async Task Asks_in_the_called_flow_and_comes_back_with_the_answer()
    {
        var name = Flow.With("called", NodeSpec.Of("trigger.call"))
            .Output("name", "string")
            .Then("ask", Use.Ask("Your name?", "\"saveTo\": \"name\""))
            .Called("name");
        var main = Flow.With("start", Use.Start)
            .Then("call", Use.Call("name", new { }))
            .Then("tell", Use.Say("Hello {{ nodes.call.output.name }}"));
        using var chat = _engine.Talk(Bot.With(main, name));

        await chat.StartAsync(Token);
        await chat.SendAsync("Vera", Token);

        Assert.Equal(["Your name?", "Hello Vera"], chat.Answers());
    }

    [Theory]
    [InlineData("{}", "call.input")]
    [InlineData("{ \"number\": \"five\" }", "call.type")]
    [InlineData("{ \"number\": 5, \"other\": 1 }", "call.input")]
    public async Task Refuses_inputs_that_do_not_fit(string inputs, string code)
    {
        var main = Flow.With("start", Use.Start).Then("call", NodeSpec.Of("call", $$"""{ "flow": "double", "inputs": {{inputs}} }"""));
        using var chat = _engine.Talk(Bot.With(main, Double));

        await chat.StartAsync(Token);

        Assert.Equal(code, chat.Run!.Error!.Code);
    }

    [Fact]
    public async Task Ends_an_endless_recursion_by_a_named_error()
    {
        var endless = Flow.With("called", NodeSpec.Of("trigger.call")).Then("again", Use.Call("endless", new { })).Called("endless");
        var main = Flow.With("start", Use.Start)
            .Then("call", Use.Call("endless", new { }))
            .And("late", Use.Say("{{ nodes.call.error.code }}"))
            .Link("call", "error", "late");

        Assert.Equal(["call.depth"], await AnswersAsync(main, endless));
    }

    [Fact]
    public async Task Lets_the_called_flow_handle_its_own_errors_first()
    {
        var careful = Flow.With("called", NodeSpec.Of("trigger.call"))
            .Then("bad", Use.Fail("no", "test.no"))
            .And("onError", NodeSpec.Of("trigger.error"))
            .Then("tell", Use.Say("handled {{ nodes.onError.output.code }} of {{ nodes.onError.output.node }}"))
            .Called("careful");
        var main = Flow.With("start", Use.Start).Then("call", Use.Call("careful", new { })).Then("after", Use.Say("after"));

        Assert.Equal(["handled test.no of bad", "after"], await AnswersAsync(main, careful));
    }

    [Fact]
    public async Task Passes_an_error_of_the_error_trigger_on_to_the_caller()
    {
        var careless = Flow.With("called", NodeSpec.Of("trigger.call"))
            .Then("bad", Use.Fail("no", "test.no"))
            .And("onError", NodeSpec.Of("trigger.error"))
            .Then("worse", Use.Fail("worse", "test.worse"))
            .Called("careless");
        var main = Flow.With("start", Use.Start)
            .Then("call", Use.Call("careless", new { }))
            .And("late", Use.Say("{{ nodes.call.error.code }}"))
            .Link("call", "error", "late");

        Assert.Equal(["test.worse"], await AnswersAsync(main, careless));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Double =>
        Flow.With("called", NodeSpec.Of("trigger.call"))
            .Input("number", "number")
            .Output("doubled", "number")
            .Then("secret", Use.Set("secret", "hidden"))
            .Then("twice", Use.Set("doubled", "=vars.number * 2"))
            .Called("double");

    private async Task<IReadOnlyList<string>> AnswersAsync(params Flow[] flows)
    {
        using var chat = _engine.Talk(Bot.With(flows));
        await chat.StartAsync(Token);
        return chat.Answers();
    }
}
