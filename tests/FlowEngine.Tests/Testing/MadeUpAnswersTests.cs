using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Testing;

public sealed class MadeUpAnswersTests : IDisposable
{
    private static readonly JsonElement Output = JsonElement.Parse("""{ "number": 7 }""");
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Saves_the_output_where_the_node_would()
    {
        var answer = Find(new NodeMock("success", Output));

        Assert.Equal("success", answer?.Port);
        Assert.Equal(7, answer!.Variables!["order"].GetProperty("number").GetInt32());
    }

    [Fact]
    public void Saves_nothing_behind_another_port() => Assert.Null(Find(new NodeMock("notFound", Output))!.Variables);

    [Fact]
    public void Leaves_the_call_alone_while_it_is_off() => Assert.Null(Find(new NodeMock("success", Output, IsOff: true)));

    [Fact]
    public void Leaves_the_calls_of_other_nodes_alone() => Assert.Null(Find(new NodeMock("success", Output), node: "other"));

    private FlowEngine.Running.CallResult? Find(NodeMock mock, string node = "call")
    {
        var bundle = Bot.With(Flow.With("start", Use.Start).Then("call", NodeSpec.Of("test.read", """{ "value": "x", "saveTo": "order" }""", then: "success"))).Build();
        bundle = bundle with
        {
            Bot = bundle.Bot with
            {
                Mocks = new Dictionary<string, IReadOnlyDictionary<string, NodeMock>> { ["main"] = new Dictionary<string, NodeMock> { ["call"] = mock } },
            },
        };
        return MadeUpAnswers.Find(bundle, _engine.Catalog, "main", node);
    }
}
