using System.Text.Json;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Editor.Problems;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class ProblemFixesTests
{
    private readonly EditorState _state = Sample.State();

    [Theory]
    [InlineData("asked", "intent", "\"ordrStatus\"", "intent.missing", "Use orderStatus", "\"orderStatus\"")]
    [InlineData("number", "entity", "\"orderNumbr\"", "entity.missing", "Use orderNumber", "\"orderNumber\"")]
    [InlineData("number", "entity", "\"emial\"", "entity.missing", "Use email", "\"email\"")]
    [InlineData("number", "saveTo", "\"ordrNumber\"", "variable.undeclared", "Use orderNumber", "\"orderNumber\"")]
    [InlineData("number", "saveTo", "\"order number\"", "variable.name", "Use orderNumber", "\"orderNumber\"")]
    [InlineData("number", "maxVisits", "50", "config.range", "Use 20", "20")]
    [InlineData("number", "mood", "1", "config.unknown", "Remove it", null)]
    [InlineData("agent", "reason", "\"=odd\"", "config.expression", "Remove the =", "\"odd\"")]
    [InlineData("which", "arms", """[{"port":"a","when":"=true"},{"port":"b","when":"=true"}]""", "branch.duplicate", "Remove this way", """[{"port":"a","when":"=true"}]""", "/1")]
    [InlineData("which", "arms", """[{"port":"a","when":"vars.x"}]""", "config.condition", "Make it a formula", """[{"port":"a","when":"=vars.x"}]""", "/0/when")]
    public async Task Repairs_a_setting(string node, string field, string written, string code, string label, string? repaired, string inside = "")
    {
        _state.Configure(node, field, Sample.Json(written));

        await FixesOf(code, $"/nodes/{node}/config/{field}{inside}").Single(f => f.Label == label).Apply();

        Assert.Equal(repaired, _state.Flow.Nodes[node].Config.TryGetProperty(field, out var value) ? JsonSerializer.Serialize(value) : null);
    }

    [Fact]
    public async Task Repairs_as_a_step_that_can_be_undone()
    {
        _state.Configure("number", "saveTo", Sample.Json("\"fresh\""));

        await FixesOf("variable.undeclared", "/nodes/number/config/saveTo").Single(f => f.Label.StartsWith("Add", StringComparison.Ordinal)).Apply();
        Assert.Contains("fresh", _state.Flow.Variables.Keys);
        _state.Undo();

        Assert.DoesNotContain("fresh", _state.Flow.Variables.Keys);
        Assert.Equal("fresh", _state.Flow.Nodes["number"].Config.GetProperty("saveTo").GetString());
    }

    [Fact]
    public async Task Adds_to_the_bot_what_a_setting_names()
    {
        _state.Configure("asked", "intent", Sample.Json("\"returnGoods\""));

        await FixesOf("intent.missing", "/nodes/asked/config/intent").Single().Apply();

        Assert.Contains("returnGoods", _state.Bot.Intents.Keys);
    }

    [Fact]
    public async Task Removes_a_link_that_leads_nowhere()
    {
        await FixesOf("link.target", "/nodes/number/links/gaveUp").Single().Apply();

        Assert.Equal(["answered"], _state.Flow.Nodes["number"].Links.Keys);
    }

    [Fact]
    public async Task Lets_a_port_go_on()
    {
        _state.Unlink(new PortRef("number", "answered"));

        await FixesOf("port.required", "/nodes/number/links/answered").First(f => f.Label == "Add Say").Apply();

        Assert.Equal("say", _state.Flow.Nodes[_state.Flow.Nodes["number"].Links["answered"]].Type);
    }

    [Fact]
    public async Task Gives_a_flow_something_that_starts_it()
    {
        _state.RemoveAll(["asked"], []);

        await FixesOf("flow.trigger", "/nodes")[0].Apply();

        Assert.Contains(_state.Flow.Nodes.Values, n => n.Type == "trigger.intent");
        Assert.Empty(FixesOf("flow.limit", "/nodes"));
    }

    [Fact]
    public void Offers_nothing_where_only_the_author_can_know()
    {
        Assert.Empty(FixesOf("http.path", "/nodes/tell/config/text"));
        Assert.Empty(FixesOf("intent.missing", "/nodes/gone/config/intent"));
    }

    private List<ProblemFix> FixesOf(string code, string pointer)
    {
        var placed = PlacedProblem.Place([new Problem(code, ProblemSeverity.Error, $"/flows/order-status{pointer}", "Wrong.")], "order-status");
        var names = new BotNames([new FieldOption("order-status", "Order status")], [], (_, _) => Task.CompletedTask);
        return [.. new ProblemFixes(_state, names, Change).For(placed[0])];
    }

    private Task<string?> Change(Func<BotDefinition, BotDefinition> change)
    {
        _state.ChangeBot(change(_state.Bot));
        return Task.FromResult<string?>(null);
    }
}
