using TestKit.Engine;

namespace FlowEngine.Tests.Running.Generated;

/// <summary>A flow of random nodes with random links: nothing an author would draw, everything the engine must survive.</summary>
internal static class RandomGraph
{
    public static Flow Make(Random chance)
    {
        var count = chance.Next(2, 14);
        var flow = Flow.With("start", Use.Start).Variable("n", 0);
        for (var i = 0; i < count; i++)
        {
            flow.And($"n{i}", Node(chance, count));
        }

        flow.Link("start", "next", $"n{chance.Next(count)}");
        for (var i = 0; i < count; i++)
        {
            foreach (var port in Ports)
            {
                if (chance.Next(3) == 0)
                {
                    flow.Link($"n{i}", port, $"n{chance.Next(count)}");
                }
            }
        }

        return flow;
    }

    private static readonly string[] Ports =
    [
        "next", "error", "done", "item", "do", "body", "catch", "finally", "left", "right", "answered", "gaveUp", "yes", "otherwise", "success", "timedOut",
    ];

    private static NodeSpec Node(Random chance, int count) =>
        chance.Next(14) switch
        {
            0 => Use.Say("x {{ vars.n }}"),
            1 => Use.Set("n", "=vars.n + 1"),
            2 => Use.Ask("?", chance.Next(2) == 0 ? "\"saveTo\": \"n\"" : "\"entity\": \"number\", \"saveTo\": \"n\""),
            3 => Use.ForEach(chance.Next(4), concurrency: chance.Next(1, 4), onError: chance.Next(2) == 0 ? "fail" : "continue"),
            4 => Use.While("=vars.n < 5", maxIterations: 10),
            5 => Use.Break,
            6 => Use.Parallel("left", "right"),
            7 => Use.Join(new { mode = chance.Next(2) == 0 ? "all" : "any", losers = chance.Next(2) == 0 ? "cancel" : "finish" }),
            8 => Use.Try(chance.Next(4) switch { 0 => "catch", 1 => "ignore", 2 => "resume", _ => "compensate" }),
            9 => Use.Undo($"n{chance.Next(count)}"),
            10 => Use.Fail("no"),
            11 => Use.Branch(("yes", "=vars.n > 2")),
            12 => StubCalls.Node(chance.Next(2) == 0 ? "test.read" : "test.write"),
            _ => Use.Call("main", new { }),
        };
}
