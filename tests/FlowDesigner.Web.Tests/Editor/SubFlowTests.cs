using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.SubFlows;
using FlowEngine;
using FlowEngine.Definition;
using FlowEngine.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Nodes that belong together become a flow of their own, and come back as they were.</summary>
public sealed class SubFlowTests
{
    private readonly EditorState _state = Sample.State();

    public SubFlowTests()
    {
        _state.Unlink(new PortRef("number", "gaveUp"));
        _state.Configure("tell", "text", Sample.Json("\"Order {{ vars.orderNumber }}\""));
    }

    [Fact]
    public void What_the_rest_reads_is_handed_back_and_taken_over_behind_the_call()
    {
        _state.Link(new PortRef("number", "gaveUp"), "which");

        var plan = Extraction.Plan(_state, ["number"], "ask-number", "Ask the number");

        Assert.Null(plan.Problem);
        Assert.Equal(VariableRole.Output, plan.SubFlow!.Variables["orderNumber"].Role);
        _state.Do(plan.Change!);
        Assert.Equal("call", _state.Flow.Nodes["asked"].Links["next"]);
        Assert.Equal("""{"flow":"ask-number","saveTo":"callResult"}""", _state.Flow.Nodes["call"].Config.GetRawText());
        Assert.Equal("""{"values":{"orderNumber":"=vars.callResult.orderNumber"}}""", _state.Flow.Nodes["set"].Config.GetRawText());
        Assert.Equal(("set", "which"), (_state.Flow.Nodes["call"].Links["next"], _state.Flow.Nodes["set"].Links["next"]));
    }

    [Fact]
    public void What_the_nodes_only_read_is_given_in()
    {
        var plan = Extraction.Plan(_state, ["tell"], "tell-it", "Tell it");

        Assert.Equal(VariableRole.Input, plan.SubFlow!.Variables["orderNumber"].Role);
        _state.Do(plan.Change!);
        Assert.Equal("""{"flow":"tell-it","inputs":{"orderNumber":"=vars.orderNumber"}}""", _state.Flow.Nodes["call"].Config.GetRawText());
    }

    [Fact]
    public void Both_flows_are_valid_when_the_flow_was()
    {
        _state.Link(new PortRef("number", "gaveUp"), "which");
        var before = Codes(_state.Flow);

        var plan = Extraction.Plan(_state, ["number"], "ask-number", "Ask the number");
        _state.Do(plan.Change!);

        Assert.Equal(before, Codes(_state.Flow, plan.SubFlow!));
    }

    [Fact]
    public void The_nodes_come_back_with_their_links_and_variables()
    {
        _state.Link(new PortRef("number", "gaveUp"), "which");
        var before = _state.Flow;
        var plan = Extraction.Plan(_state, ["number"], "ask-number", "Ask the number");
        _state.Do(plan.Change!);

        var back = Inlining.Plan(_state, "call", plan.SubFlow!);

        Assert.Null(back.Problem);
        _state.Do(back.Change!);
        Assert.Equal(before.Nodes.Keys.Order(), _state.Flow.Nodes.Keys.Order());
        Assert.Equal(before.Variables.Keys, _state.Flow.Variables.Keys);
        Assert.All(before.Nodes, n => Assert.Equal(n.Value.Links.OrderBy(l => l.Key), _state.Flow.Nodes[n.Key].Links.OrderBy(l => l.Key)));
    }

    [Fact]
    public void The_sub_flow_is_made_and_taken_back_by_one_step_of_undo()
    {
        var before = Sample.Text(_state.Flow);

        _state.Do(Extraction.Plan(_state, ["tell"], "tell-it", "Tell it").Change!);
        Assert.Equal("Made the sub-flow Tell it", _state.UndoTitle);
        _state.Undo();

        Assert.Equal(before, Sample.Text(_state.Flow));
    }

    [Theory]
    [InlineData("asked", "starts runs")]
    [InlineData("tell,agent", "would be beginnings")]
    [InlineData("number", "ends the run here")]
    [InlineData("which", "lead on to several")]
    [InlineData("", "Select the nodes")]
    public void Nodes_that_make_no_sub_flow_are_refused_with_the_reason(string ids, string reason)
    {
        var plan = Extraction.Plan(_state, ids.Split(',', StringSplitOptions.RemoveEmptyEntries), "sub", "Sub");

        Assert.Null(plan.Change);
        Assert.Contains(reason, plan.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_is_read_across_the_border_is_refused()
    {
        _state.Configure("tell", "text", Sample.Json("\"{{ nodes.number.output }}\""));

        Assert.StartsWith("They read the result of “Ask”", Extraction.Plan(_state, ["tell"], "sub", "Sub").Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Find the order", "find-the-order")]
    [InlineData("  Größe & Farbe ", "gro-e-farbe")]
    [InlineData("24 hours", "flow-24-hours")]
    [InlineData("Taken", "taken-2")]
    [InlineData("!", "flow")]
    public void A_flow_gets_a_readable_id(string name, string id) => Assert.Equal(id, FlowIds.Next(name, taken => taken == "taken"));

    private static List<string> Codes(params FlowDefinition[] flows)
    {
        using var services = new ServiceCollection().AddLogging().AddFlowEngine().AddSingleton<FlowValidator>().AddSingleton<BundleValidator>().BuildServiceProvider();
        var bundle = Sample.Bundle with { Flows = flows.ToDictionary(f => f.Id) };
        return [.. services.GetRequiredService<BundleValidator>().Validate(bundle).Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Code).Order()];
    }
}
