using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using TestKit.Engine;

namespace FlowEngine.Tests.Compilation;

public sealed class ConfigBindingTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("say", """{ "text": "Hi" }""", null, null)]
    [InlineData("say", "{}", "config.required", "/text")]
    [InlineData("note", """{ "text": " " }""", "config.required", "/text")]
    [InlineData("say", """{ "text": ["Hi"] }""", "config.type", "/text")]
    [InlineData("say", """{ "text": "{{ vars. }}" }""", "expression.syntax", "/text")]
    [InlineData("say", """{ "text": "{{ vars.x" }""", "expression.syntax", "/text")]
    [InlineData("ask", """{ "text": "?", "maxVisits": 0 }""", "ask.maxVisits", "/maxVisits")]
    [InlineData("ask", """{ "text": "?", "maxVisits": "three" }""", "config.type", "/maxVisits")]
    [InlineData("ask", """{ "text": "?", "entity": "choice" }""", "ask.choices", "/choices")]
    [InlineData("branch", """{ "arms": [{ "port": "a", "when": "vars.x" }] }""", "config.condition", "/arms/0/when")]
    [InlineData("branch", """{ "arms": [{ "port": "error", "when": "=1" }] }""", "branch.port", "/arms/0")]
    [InlineData("branch", """{ "arms": [{ "port": "a", "when": "=1" }, { "port": "a", "when": "=1" }] }""", "branch.ports", "/arms")]
    [InlineData("branch", """{ "arms": [{ "port": "a", "when": "=(" }] }""", "expression.syntax", "/arms/0/when")]
    [InlineData("set", """{ "values": { "Bad name": 1 } }""", "set.name", "/values/0")]
    [InlineData("set", """{ "values": { "x": "=1 +" } }""", "expression.syntax", "/values/x")]
    public void Checks_settings_as_written(string type, string config, string? code, string? pointer)
    {
        Assert.True(_engine.Catalog.TryGet(type, 1, out var nodeType));

        var problems = nodeType.Check(JsonElement.Parse(config), _engine.Expressions);

        Assert.Equal(code, problems.Count == 0 ? null : problems[0].Code);
        Assert.Equal(pointer, problems.Count == 0 ? null : problems[0].Pointer);
    }

    [Theory]
    [InlineData("=vars.n", "7")]
    [InlineData("=vars.list[1]", "b")]
    [InlineData("'=vars.n", "=vars.n")]
    [InlineData("n = {{ vars.n }}{{ vars.none }}!", "n = 7!")]
    [InlineData(@"\{{ vars.n }}", "{{ vars.n }}")]
    [InlineData("{{ '}}' + vars.n }}", "}}7")]
    [InlineData("{{ ({ a: { b: 1 } }).a.b }}", "1")]
    public async Task Resolves_expressions_and_templates(string text, string said)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("say", Use.Say(text))
            .Variable("n", 7)
            .Variable("none")
            .Variable("list", new[] { "a", "b" });
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal([said], chat.Answers());
    }

    [Theory]
    [InlineData("""{ "a": "=vars.n", "b": ["{{ vars.n }}!", { "c": "=vars.none" }] }""", """{"a":7,"b":["7!",{"c":null}]}""")]
    [InlineData("""{ "a": "=undefined", "b": ["=undefined"] }""", """{"b":[null]}""")]
    [InlineData("""["'=vars.n", "\\{{ vars.n }}", 1.50, null]""", """["=vars.n","{{ vars.n }}",1.5,null]""")]
    [InlineData("""{ "a": { "b": [] } }""", """{"a":{"b":[]}}""")]
    public async Task Resolves_expressions_and_templates_inside_objects_and_lists(string value, string result)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("set", NodeSpec.Of("set", $$"""{ "values": { "x": {{value}} } }"""))
            .Variable("n", 7)
            .Variable("none")
            .Variable("x");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(result, ScriptJson.Write(chat.Variables["x"]));
    }

    [Fact]
    public void Places_a_problem_inside_an_object_at_its_own_member()
    {
        Assert.True(_engine.Catalog.TryGet("set", 1, out var set));

        var problems = set.Check(JsonElement.Parse("""{ "values": { "x": { "a": [1, "=1 +"] } } }"""), _engine.Expressions);

        Assert.Equal(("expression.syntax", "/values/x/a/1"), (problems[0].Code, problems[0].Pointer));
    }

    [Fact]
    public async Task Never_reads_again_what_a_visitor_wrote_into_a_value()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("ask", Use.Ask("?"))
            .Then("set", NodeSpec.Of("set", """{ "values": { "x": { "a": ["=vars.answer"] } } }"""))
            .Variable("answer")
            .Variable("x");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(TestContext.Current.CancellationToken);
        await chat.SendAsync("=1 + 1 {{ vars.x }}", TestContext.Current.CancellationToken);

        Assert.Equal("""{"a":["=1 + 1 {{ vars.x }}"]}""", ScriptJson.Write(chat.Variables["x"]));
    }

    [Fact]
    public async Task Checks_resolved_settings_before_each_attempt()
    {
        var flow = Flow.With("start", Use.Start).Then("say", Use.Say("=vars.long")).Variable("long", new string('x', 5_000));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("say.length", chat.Run!.Error!.Code);
    }

    [Fact]
    public async Task Fails_at_a_broken_node_and_not_before()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("fine", Use.Say("Fine."))
            .Then("broken", NodeSpec.Of("no.such"));
        using var chat = _engine.Talk(flow);

        Assert.Equal("/flows/main/nodes/broken/type", Assert.Single(chat.Program.Problems).Pointer);
        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Fine.", chat.Answers()[0]);
        Assert.Equal("node.type", chat.Run!.Error!.Code);
    }

    [Fact]
    public async Task Fails_where_a_link_leads_to_a_node_that_is_not_there()
    {
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("say", Use.Say("Hi.")).Link("say", "next", "gone"));

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("link.target", Assert.Single(chat.Program.Problems).Code);
        Assert.Equal("link.target", chat.Run!.Error!.Code);
    }

    [Fact]
    public void Compiles_five_thousand_nodes_and_any_settings_without_an_exception()
    {
        var flow = Flow.With("start", Use.Start);
        for (var i = 0; i < 5_000; i++)
        {
            flow.Then($"n{i}", NodeSpec.Of("say", i % 2 == 0 ? """{ "text": "{{ vars.x }}" }""" : """[null, { "text": 1 }]"""));
        }

        var program = _engine.Compile(Bot.With(flow));

        Assert.Equal(2_500, program.Problems.Count(p => p.Code == "config.type"));
    }
}
