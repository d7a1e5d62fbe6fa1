using System.Text.Json;
using FlowEngine.Definition;

namespace TestKit.Engine;

/// <summary>Builds a flow: <c>Flow.With("start", Use.Start).Then("hello", Use.Say("Hello"))</c>.</summary>
public sealed class Flow
{
    private readonly List<(string Id, NodeSpec Spec, Dictionary<string, string> Links)> _nodes = [];
    private readonly Dictionary<string, VariableDefinition> _variables = [];

    private Flow() { }

    public string Id { get; private set; } = "main";

    public static Flow With(string id, NodeSpec node) => new Flow().And(id, node);

    /// <summary>Adds a node that nothing links to yet.</summary>
    public Flow And(string id, NodeSpec node)
    {
        _nodes.Add((id, node, []));
        return this;
    }

    /// <summary>Adds a node behind the one added before.</summary>
    public Flow Then(string id, NodeSpec node)
    {
        var (_, before, links) = _nodes[^1];
        links[before.Then] = id;
        return And(id, node);
    }

    public Flow Link(string from, string port, string to)
    {
        _nodes.Single(n => n.Id == from).Links[port] = to;
        return this;
    }

    public Flow Variable(string name, object? value = null)
    {
        _variables[name] = new VariableDefinition("any", value is null ? default : JsonSerializer.SerializeToElement(value));
        return this;
    }

    public Flow Input(string name, string type = "any", object? value = null) => Role(name, type, value, VariableRole.Input);

    public Flow Output(string name, string type = "any") => Role(name, type, null, VariableRole.Output);

    public Flow Called(string id)
    {
        Id = id;
        return this;
    }

    private Flow Role(string name, string type, object? value, VariableRole role)
    {
        var initial = value is null ? default : JsonSerializer.SerializeToElement(value);
        _variables[name] = new VariableDefinition(type, initial, Role: role);
        return this;
    }

    public FlowDefinition Build() =>
        new(
            Id,
            Id,
            _variables,
            _nodes.ToDictionary(n => n.Id, n => new FlowNode(n.Spec.Type, n.Spec.Version, null, n.Spec.Config, n.Links, n.Spec.Retry, n.Spec.TimeoutSeconds)),
            [],
            new Dictionary<string, NodePosition>()
        );
}
