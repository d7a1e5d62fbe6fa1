using System.Collections.Concurrent;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>Sandboxes at rest: making one costs 0.4 ms. Thread-safe.</summary>
internal sealed class SandboxPool
{
    private readonly ConcurrentQueue<Sandbox> _idle = new();
    private readonly int _capacity = Math.Max(4, Environment.ProcessorCount * 2);

    public Sandbox Rent() => _idle.TryDequeue(out var sandbox) ? sandbox : new Sandbox();

    /// <summary>Takes a sandbox back whose evaluation ended by itself; others are left to the collector.</summary>
    public void Return(Sandbox sandbox)
    {
        if (_idle.Count < _capacity)
        {
            _idle.Enqueue(sandbox);
        }
    }
}
