using System.Text;
using System.Text.Json;
using FlowEngine.Comparing;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Comparing;

/// <summary>A small flow, and what people do to it.</summary>
internal static class EditedFlows
{
    public static FlowDefinition Origin { get; } =
        Read(
            """
            {
              "schemaVersion": 1, "id": "order-status", "name": "Order status",
              "variables": { "order": { "type": "object" }, "tries": { "type": "number", "default": 3 } },
              "nodes": {
                "asked": { "type": "trigger.intent", "config": { "intent": "orderStatus" }, "links": { "next": "number" } },
                "number": { "type": "ask", "name": "Ask for the number", "config": { "text": "Number?", "saveTo": "order", "maxVisits": 3 }, "links": { "answered": "tell", "gaveUp": "agent" } },
                "tell": { "type": "say", "config": { "text": "Fine." } },
                "agent": { "type": "handoff", "config": { "reason": "lost" }, "retry": { "attempts": 4 } }
              },
              "notes": [ { "text": "Ask kindly", "x": 1, "y": 2 } ],
              "layout": { "asked": { "x": 0, "y": 0 }, "number": { "x": 0, "y": 160 }, "tell": { "x": 0, "y": 320 }, "agent": { "x": 260, "y": 320 } }
            }
            """
        );

    public static FlowDefinition Read(string json)
    {
        var read = FlowDocument.Read(Encoding.UTF8.GetBytes(json));
        Assert.True(read.Ok, string.Join('\n', read.Problems));
        return read.Value;
    }

    public static string Text(FlowDefinition flow) => Encoding.UTF8.GetString(FlowDocument.Write(flow));

    public static JsonElement Json(string text) => JsonElement.Parse(text);

    public static FlowDefinition Config(this FlowDefinition flow, string node, string config) =>
        flow.With(node, flow.Nodes[node] with { Config = Json(config) });

    public static FlowDefinition Link(this FlowDefinition flow, string node, string port, string? target)
    {
        var links = new OrderedDictionary<string, string>(flow.Nodes[node].Links);
        links.Remove(port);
        if (target is not null)
        {
            links[port] = target;
        }

        return flow.With(node, flow.Nodes[node] with { Links = links });
    }

    public static FlowDefinition With(this FlowDefinition flow, string id, FlowNode node) =>
        flow with { Nodes = new OrderedDictionary<string, FlowNode>(flow.Nodes) { [id] = node } };

    public static FlowDefinition Say(this FlowDefinition flow, string id, string text) =>
        flow.With(id, new FlowNode("say", 1, null, JsonSerializer.SerializeToElement(new { text }), new OrderedDictionary<string, string>()))
            with
        { Layout = new OrderedDictionary<string, NodePosition>(flow.Layout) { [id] = new(40, 40) } };

    public static FlowDefinition Without(this FlowDefinition flow, string id)
    {
        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var (key, node) in flow.Nodes.Where(n => n.Key != id))
        {
            nodes[key] = node with { Links = new OrderedDictionary<string, string>(node.Links.Where(l => l.Value != id)) };
        }

        return flow with { Nodes = nodes, Layout = new OrderedDictionary<string, NodePosition>(flow.Layout.Where(p => p.Key != id)), Groups = flow.WithoutIn(id) };
    }

    private static OrderedDictionary<string, FlowGroup> WithoutIn(this FlowDefinition flow, string id) =>
        new(flow.Groups.Select(g => KeyValuePair.Create(g.Key, g.Value with { Nodes = [.. g.Value.Nodes.Where(n => n != id)] })).Where(g => g.Value.Nodes.Count > 0));

    /// <summary>Some changes, the same for the same seed.</summary>
    public static FlowDefinition Edit(FlowDefinition flow, int seed)
    {
        var random = new Random(seed);
        for (var step = random.Next(1, 6); step > 0; step--)
        {
            var id = flow.Nodes.Keys.ElementAt(random.Next(flow.Nodes.Count));
            flow = random.Next(10) switch
            {
                0 => flow.Config(id, $$"""{ "text": "{{random.Next(3)}}", "saveTo": "order" }"""),
                1 => flow.With(id, flow.Nodes[id] with { Name = $"Name {random.Next(3)}" }),
                2 => flow.Link(id, "next", random.Next(2) == 0 ? null : flow.Nodes.Keys.ElementAt(random.Next(flow.Nodes.Count))),
                3 => flow.Nodes.Count > 1 ? flow.Without(id) : flow,
                4 => flow.Say($"say{random.Next(4)}", $"={{{{nodes.say{random.Next(4)}.output}}}}"),
                5 => flow with { Name = $"Flow {random.Next(3)}" },
                6 => flow with { Layout = new OrderedDictionary<string, NodePosition>(flow.Layout) { [id] = new(random.Next(9), 0) } },
                7 => flow with { Variables = new OrderedDictionary<string, VariableDefinition>(flow.Variables) { [$"v{random.Next(2)}"] = new("any", Description: $"{random.Next(2)}") } },
                8 => flow with { Groups = new OrderedDictionary<string, FlowGroup>(flow.WithoutIn(id)) { [$"group{random.Next(2)}"] = new($"{random.Next(2)}", [id]) } },
                _ => flow with { Notes = [.. flow.Notes, new FlowNote($"{random.Next(3)}", 0, 0)] },
            };
        }

        return flow;
    }

    public static bool IsSame(FlowDefinition one, FlowDefinition other) =>
        FlowComparison.Compare(one, other) is { Kind: DifferenceKind.Same, Moved.Count: 0 };
}
