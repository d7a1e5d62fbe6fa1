using BenchmarkDotNet.Attributes;
using FlowEngine.Compilation;
using FlowEngine.Running;
using TestKit.Engine;

namespace Benchmarks;

/// <summary>
/// Cost of a node without I/O. Each benchmark executes <see cref="Nodes"/> nodes; the columns are per node.
/// </summary>
[MemoryDiagnoser]
public class InterpreterBenchmarks : IDisposable
{
    private const int Nodes = 9_000;

    private readonly TestEngine _engine = new();
    private readonly SilentHost _host = new();
    private BotProgram _straight = null!;
    private BotProgram _looping = null!;

    [GlobalSetup]
    public void Compile()
    {
        var straight = Flow.With("start", Use.Start).Variable("gold", false);
        for (var i = 1; i < Nodes; i++)
        {
            straight.Then($"n{i}", i % 2 == 0 ? Use.Set("x", i) : Use.Branch(("gold", "=vars.gold")).Leaving("otherwise"));
        }

        _straight = _engine.Compile(Bot.With(straight));
        _looping = _engine.Compile(
            Bot.With(
                Flow.With("start", Use.Start)
                    .Then("a", Use.Set("x", 1))
                    .Then("b", Use.Set("x", "=vars.y"))
                    .Then("c", Use.Branch(("more", "=vars.more")))
                    .Link("c", "more", "a")
                    .Variable("more", true)
                    .Variable("y", 5)
            )
        );
    }

    [Benchmark(OperationsPerInvoke = Nodes)]
    public ValueTask<TurnOutcome> Straight() => RunAsync(_straight);

    [Benchmark(OperationsPerInvoke = 10_000)]
    public ValueTask<TurnOutcome> Loop() => RunAsync(_looping);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _engine.Dispose();
        }
    }

    private ValueTask<TurnOutcome> RunAsync(BotProgram program) =>
        _engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), _host, CancellationToken.None);
}
