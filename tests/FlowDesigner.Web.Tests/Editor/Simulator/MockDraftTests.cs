using System.Text.Json;
using FlowDesigner.Web.Editor.Simulator;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowDesigner.Web.Tests.Editor.Simulator;

public sealed class MockDraftTests
{
    private static readonly SystemCall Call = CallOf(null);

    [Fact]
    public void Begins_with_what_the_node_did_in_the_test()
    {
        var seen = new RunStep("f", "find", "Find", "connector", "shop", "", "", false) { Port = "not found", Output = Sample.Json("""{ "a": 1 }""") };

        var mock = MockDraft.Of(Call, seen).Make();

        Assert.Equal(("notFound", 1), (mock.Port, mock.Output.GetProperty("a").GetInt32()));
    }

    [Fact]
    public void Begins_with_the_error_that_the_node_had_in_the_test()
    {
        var seen = new RunStep("f", "find", "Find", "connector", "shop", "", "", true) { Error = new NodeError("shop.down", "The shop is away.", true) };

        Assert.Equal(new NodeError("shop.down", "The shop is away.", true), MockDraft.Of(CallOf(new NodeMock("found")), seen).Make().Error);
    }

    [Fact]
    public void Begins_with_what_was_made_up_before()
    {
        var before = new NodeMock("notFound", Sample.Json("[1]"), IsOff: true);

        var mock = MockDraft.Of(CallOf(before), null).Make();

        Assert.Equal(("notFound", "[1]", false), (mock.Port, JsonSerializer.Serialize(mock.Output), mock.IsOff));
    }

    [Fact]
    public void Begins_with_the_first_port_and_no_output()
    {
        var mock = MockDraft.Of(Call, null).Make();

        Assert.Equal(("found", JsonValueKind.Undefined), (mock.Port, mock.Output.ValueKind));
    }

    [Fact]
    public void Refuses_an_output_that_is_no_json()
    {
        var draft = MockDraft.Of(Call, null);
        draft.Output = "{ number: }";

        Assert.ThrowsAny<JsonException>(draft.Make);
    }

    private static SystemCall CallOf(NodeMock? mock)
    {
        var definition = NodeDefinition
            .For<ShopConfig>("shop.find", 1)
            .Title("Find", NodeCategory.Connector, "Finds an order.")
            .Field(c => c.Number, "Number", "Which order.")
            .Output("found", "found", "It is there.")
            .Output("notFound", "not found", "It is not there.")
            .Build();
        return new SystemCall(Sample.Flow, "find", Sample.Flow.Nodes["tell"], definition, mock);
    }

    private sealed record ShopConfig(string Number = "");
}
