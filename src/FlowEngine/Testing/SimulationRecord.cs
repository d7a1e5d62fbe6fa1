using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Testing;

/// <summary>What happened in a simulated conversation; written by the turn, read by a screen on another thread.</summary>
internal sealed class SimulationRecord(Action<SimulationEvent>? listener)
{
    private readonly Lock _lock = new();
    private readonly List<SimulatedMessage> _transcript = [];
    private readonly List<JournalEntry> _journal = [];
    private Dictionary<string, JsonElement> _variables = [];

    public IReadOnlyList<SimulatedMessage> Transcript
    {
        get
        {
            lock (_lock)
            {
                return [.. _transcript];
            }
        }
    }

    public IReadOnlyList<JournalEntry> Journal
    {
        get
        {
            lock (_lock)
            {
                return [.. _journal];
            }
        }
    }

    public IReadOnlyDictionary<string, JsonElement> Variables
    {
        get
        {
            lock (_lock)
            {
                return _variables;
            }
        }
    }

    public void Add(SimulatedMessage message)
    {
        lock (_lock)
        {
            _transcript.Add(message);
        }

        listener?.Invoke(new SimulationEvent.Said(message));
    }

    public void Add(JournalEntry entry, RunState? run = null, FrameState? frame = null)
    {
        lock (_lock)
        {
            _journal.Add(entry);
        }

        listener?.Invoke(new SimulationEvent.Journaled(entry, run is null || frame is null ? null : All(run, frame)));
    }

    public void Tell(SimulationEvent happened) => listener?.Invoke(happened);

    public void SetVariables(RunState? run, FrameState? frame)
    {
        if (run is null || frame is null)
        {
            return;
        }

        var variables = All(run, frame);
        lock (_lock)
        {
            _variables = variables;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _transcript.Clear();
            _journal.Clear();
            _variables = [];
        }
    }

    private static Dictionary<string, JsonElement> All(RunState run, FrameState frame)
    {
        var variables = new Dictionary<string, JsonElement>(run.Variables);
        foreach (var (name, value) in frame.Variables)
        {
            variables[name] = value;
        }

        return variables;
    }
}
