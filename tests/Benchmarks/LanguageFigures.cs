using System.Globalization;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Running;
using TestKit.Engine;

namespace Benchmarks;

/// <summary>
/// The figures of docs/performance.md about the language, as rows of its table: processor time and memory of whole runs,
/// measured together, so that their ratios hold on any machine.
/// </summary>
internal static class LanguageFigures
{
    private const int Rounds = 15;

    private const string Total = "=vars.order.items.map(i => i.price * i.quantity).reduce((a, b) => a + b, 0)";

    // What takes parameters apart is left to the JavaScript engine.
    private const string SandboxedTotal = "=vars.order.items.map(({ price, quantity }) => price * quantity).reduce((a, b) => a + b, 0)";

    public static async Task PrintAsync(TextWriter output)
    {
        using var engine = new TestEngine(new RunBudget(SliceMilliseconds: int.MaxValue, StepsPerSlice: int.MaxValue));
        await output.WriteLineAsync("| What | Goal | Time | Allocated |\n| --- | --- | ---: | ---: |");
        await RowAsync(output, "A run of 50 trivial nodes", "15 µs, 5 kB", 400, Runs(engine, Chain(50)));
        await RowAsync(output, "Greeting, total and branch over 10 items", "120 µs", 100, Runs(engine, Order(Total)));
        await RowAsync(output, "The same, the total in the sandbox", "", 100, Runs(engine, Order(SandboxedTotal)));
        await RowAsync(output, "The same, plain paths and comparisons", "40 µs", 100, Runs(engine, Order(total: null)));
        await RowAsync(output, "Run state of 20 variables as JSON", "10 µs", 1_000, Serializing());
        var wide = Wide(1_000).Build();
        await RowAsync(output, "Compiling 1,000 nodes with plain paths", "50 ms", 1, () => Compiling(engine, wide));
        foreach (var nodes in new[] { 10, 100, 1_000, 10_000 })
        {
            await RowAsync(output, $"A node, in a run of {nodes:#,0}", "the same", Math.Max(1, 20_000 / nodes), Runs(engine, Chain(nodes)), nodes);
        }

        foreach (var rounds in new[] { 100, 10_000, 1_000_000 })
        {
            await RowAsync(output, $"A round of a loop, of {rounds:#,0}", "the same", Math.Max(1, 20_000 / rounds), Runs(engine, Loop(rounds)), rounds);
        }

        await output.WriteLineAsync(await MemoryAsync(engine));
    }

    /// <summary>A start and further nodes that do next to nothing.</summary>
    private static Flow Chain(int nodes)
    {
        var flow = Flow.With("start", Use.Start);
        for (var i = 1; i < nodes; i++)
        {
            flow.Then($"n{i}", i % 2 == 0 ? Use.Set("x", i) : Use.Branch(("gold", "=vars.gold")).Leaving("otherwise"));
        }

        return flow;
    }

    private static Flow Order(string? total) =>
        Flow.With("start", Use.Start)
            .Variable("name", "Vera")
            .Variable("total", 115)
            .Variable("order", new { items = Enumerable.Range(1, 10).Select(i => new { price = i, quantity = 2 }) })
            .Then("greet", Use.Say(total is not null ? "{{ 'Hello ' + vars.name + '!' }}" : "Hello {{ vars.name }}"))
            .Then("sum", Use.Set("sum", total ?? "=vars.total"))
            .Then("big", Use.Branch(("yes", total is not null ? "=vars.sum > 100 && vars.order.items.length > 5 && !vars.blocked" : "=vars.sum > 100")))
            .Then("end", Use.End);

    private static Flow Loop(int rounds) =>
        Flow.With("start", Use.Start).Then("loop", Use.While("=true", rounds)).Then("work", Use.Set("n", "=index"));

    private static Flow Wide(int nodes)
    {
        var flow = Flow.With("start", Use.Start).Variable("order", new { number = "1003" });
        for (var i = 1; i < nodes; i++)
        {
            flow.Then($"n{i}", i % 2 == 0 ? Use.Say($"Order {{{{ vars.order.number }}}} {i}") : Use.Set("x", "=vars.order.number"));
        }

        return flow;
    }

    private static Func<Task> Runs(TestEngine engine, Flow flow)
    {
        var program = engine.Compile(Bot.With(flow));
        var host = new SilentHost();
        return () => engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), host, CancellationToken.None).AsTask();
    }

    private static Task Compiling(TestEngine engine, FlowEngine.Definition.FlowDefinition flow)
    {
        GC.KeepAlive(engine.Compile(Bot.Of(flow)));
        return Task.CompletedTask;
    }

    private static Func<Task> Serializing()
    {
        var run = new RunState { RunId = "0198f3c2a7b84f0e9d7c5a1b2c3d4e5f", BotVersion = 3, Status = RunStatus.Waiting };
        var frame = new FrameState { Id = 1, FlowId = "order-status", NodeId = "number", Bookmark = new Bookmark.Input() };
        for (var i = 0; i < 20; i++)
        {
            frame.Variables[$"variable{i}"] = JsonSerializer.SerializeToElement(i % 2 == 0 ? $"value {i}" : (object)i);
            frame.Visits[$"node{i}"] = 1;
        }

        run.Frames.Add(frame);
        return () =>
        {
            GC.KeepAlive(JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Default.RunState));
            return Task.CompletedTask;
        };
    }

    /// <summary>What is alive in the middle of a long loop, against a short one.</summary>
    private static async Task<string> MemoryAsync(TestEngine engine)
    {
        var (small, large) = (await AliveAsync(engine, 1_000), await AliveAsync(engine, 1_000_000));
        return string.Create(CultureInfo.InvariantCulture, $"| Alive after a loop of 1,000,000 rounds, beyond one of 1,000 | flat | | {Math.Max(0, large - small) / 1024.0:0.0} kB |");
    }

    private static async Task<long> AliveAsync(TestEngine engine, int rounds)
    {
        var run = Runs(engine, Loop(rounds).Then("ask", Use.Ask("?")));
        await run();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var task = run();
        await task;
        var alive = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(task);
        return alive;
    }

    /// <summary>Runs until the runtime has compiled, in the background, what is hot.</summary>
    private static async Task WarmUpAsync(Func<Task> run)
    {
        var before = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - before < TimeSpan.FromSeconds(2))
        {
            await run();
        }
    }

    private static async Task RowAsync(TextWriter output, string what, string goal, int repeats, Func<Task> run, int per = 1)
    {
        var rounds = new List<double>();
        double allocated = 0;
        await WarmUpAsync(run);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < repeats; i++)
            {
                await run();
            }

            rounds.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / ((double)repeats * per));
            allocated = (GC.GetAllocatedBytesForCurrentThread() - bytes) / ((double)repeats * per);
        }

        rounds.Sort();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {goal} | {rounds[Rounds / 2]:#,0.##} µs ({rounds[0]:#,0.##} to {rounds[^1]:#,0.##}) | {allocated:#,0} B |"
        );
        await output.WriteLineAsync(line);
    }
}
