using TestKit.Engine;

namespace FlowEngine.Tests.Running.Generated;

/// <summary>Makes flows of a script.</summary>
internal sealed class ScriptFlows
{
    private readonly List<Flow> _flows = [];
    private int _nodes;

    /// <summary>A bot that does what the script says when a conversation is opened.</summary>
    public static Bot BotOf(IReadOnlyList<Script> script)
    {
        var flows = new ScriptFlows();
        var main = Declared(Flow.With("start", Use.Start));
        flows.Body(main, "start", "next", script);
        return Bot.With([main, .. flows._flows]);
    }

    private static Flow Declared(Flow flow) => flow.Variable("a", 0).Variable("b", 0).Variable("c", 0);

    private void Body(Flow flow, string from, string port, IReadOnlyList<Script>? scripts, string? then = null)
    {
        if (scripts is not null && All(flow, scripts, then) is { } entry)
        {
            flow.Link(from, port, entry);
        }
    }

    /// <summary>Adds the nodes of a sequence.</summary>
    /// <returns>Id of the first one.</returns>
    private string? All(Flow flow, IReadOnlyList<Script> scripts, string? then)
    {
        for (var i = scripts.Count - 1; i >= 0; i--)
        {
            then = One(flow, scripts[i], then);
        }

        return then;
    }

    private string One(Flow flow, Script script, string? then)
    {
        var id = $"n{_nodes++}";
        switch (script)
        {
            case Script.Say(var mark, var name):
                Add(Use.Say($"{mark}: {{{{ vars.{name} }}}}"), "next");
                break;
            case Script.Add(var name, var number):
                Add(Use.Set(name, $"=vars.{name} + {number}"), "next");
                break;
            case Script.Call(var name):
                Add(StubCalls.Node("test.read", $"{{{{ vars.{name} }}}}"), "success");
                break;
            case Script.Fail(var mark):
                Add(Use.Fail("no", $"test.fail{mark}"), null);
                break;
            case Script.Break:
                Add(Use.Break, null);
                break;
            case Script.If(var name, var number, var yes, var no):
                Add(Use.Branch(("yes", $"=vars.{name} > {number}")), null);
                Body(flow, id, "yes", yes, then);
                Body(flow, id, "otherwise", no, then);
                break;
            case Script.Repeat repeat:
                Add(Use.ForEach(repeat.Times, onError: repeat.LetsErrorsGo ? "continue" : "fail"), "done");
                Body(flow, id, "item", repeat.Body);
                break;
            case Script.Until until:
                Add(Use.While($"=vars.{until.Variable} < {until.Number}", until.MostRounds), "done");
                Body(flow, id, "do", until.Body);
                break;
            case Script.Try attempt:
                Add(Use.Try(), "next");
                Body(flow, id, "body", attempt.Body);
                Body(flow, id, "catch", attempt.Catch);
                Body(flow, id, "finally", attempt.Finally);
                break;
            case Script.Parallel(var left, var right):
                Add(Use.Parallel("left", "right"), null);
                var join = $"n{_nodes++}";
                flow.And(join, Use.Join(new { mode = "all" }));
                if (then is not null)
                {
                    flow.Link(join, "next", then);
                }

                Body(flow, id, "left", left, join);
                Body(flow, id, "right", right, join);
                break;
            case Script.CallFlow(var give, var take, var body):
                var called = $"flow-{_nodes}";
                var other = Flow.With("called", NodeSpec.Of("trigger.call")).Input("a", "number").Output("sum").Variable("b", 0).Variable("c", 0).Called(called);
                var last = $"n{_nodes++}";
                other.And(last, Use.Set("sum", "=vars.a + vars.b + vars.c"));
                Body(other, "called", "next", body, last);
                _flows.Add(other);
                var taken = $"n{_nodes++}";
                flow.And(taken, Use.Set(take, "=vars.taken.sum"));
                if (then is not null)
                {
                    flow.Link(taken, "next", then);
                }

                flow.And(id, Use.Call(called, new { a = $"=vars.{give}" }, saveTo: "taken")).Link(id, "next", taken);
                break;
        }

        return id;

        void Add(NodeSpec node, string? port)
        {
            flow.And(id, node);
            if (port is not null && then is not null)
            {
                flow.Link(id, port, then);
            }
        }
    }
}
