using System.Collections.Concurrent;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling.Caching;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Connections.Calling;

/// <summary>The state of calls of every connection of this process. Thread-safe.</summary>
internal sealed class CallingStates(IOptions<CallingOptions> options, TimeProvider time) : ICallingState, ICallingCache, IDisposable
{
    private readonly ConcurrentDictionary<string, ConnectionCalling> _byName = new(StringComparer.Ordinal);
    private readonly CacheSpace _space = new(options.Value);

    /// <summary>The state of one connection.</summary>
    /// <param name="connection">Its name.</param>
    /// <returns>The state, made at the first use.</returns>
    public ConnectionCalling Of(string connection) =>
        _byName.GetOrAdd(connection, static (name, all) => new ConnectionCalling(name, all.Options, all._space, all.Time), this);

    public CallingStatus Read(string connection)
    {
        if (_byName.TryGetValue(connection, out var calling))
        {
            return Read(calling);
        }

        // Not kept: whoever asks for names that do not exist must not fill the memory.
        using var rested = new ConnectionCalling(connection, options.Value, _space, time);
        return Read(rested);
    }

    public IReadOnlyList<CallingStatus> List() => [.. _byName.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(Read)];

    public int Purge(string connection, string? tag) =>
        _byName
            .Values.Where(c => c.Name == connection || c.Name.StartsWith($"{connection}@", StringComparison.Ordinal))
            .Sum(c => c.Cache.Purge(tag));

    public void Dispose()
    {
        foreach (var calling in _byName.Values)
        {
            calling.Dispose();
        }
    }

    private CallingOptions Options => options.Value;

    private TimeProvider Time => time;

    private static CallingStatus Read(ConnectionCalling calling)
    {
        var (gate, limits) = (calling.Gate.Read(), calling.Limits);
        var (breaker, openUntil) = calling.Breaker.Read();
        var (p50, p95) = calling.Statistics.Latency();
        return new CallingStatus(
            calling.Name,
            gate.PermitsLeft,
            limits.Rate,
            gate.Running,
            limits.Concurrency,
            gate.Queued,
            limits.QueueLength,
            gate.ThrottledUntil,
            breaker,
            openUntil,
            calling.Statistics.Calls,
            calling.Statistics.Failures,
            p50,
            p95,
            calling.Statistics.Hits,
            calling.Cache.Count,
            calling.Statistics.LastError
        );
    }
}
