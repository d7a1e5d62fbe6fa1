using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;

namespace FlowEngine.Running;

/// <summary>Opens frames and runs.</summary>
internal static class Frames
{
    /// <summary>Opens a frame at a node, which counts as entered.</summary>
    public static FrameState Open(FlowProgram flow, int node)
    {
        var frame = new FrameState { FlowId = flow.Id, NodeId = flow.Nodes[node].Id };
        frame.Visits[frame.NodeId] = 1;
        AddDefaults(frame.Variables, flow.Definition.Variables);
        return frame;
    }

    /// <summary>Starts a run; the bot's own variables go on from the run before.</summary>
    public static RunState Start(BotProgram program, FlowProgram flow, int node, RunState? before, DateTimeOffset now)
    {
        var run = new RunState { RunId = Guid.CreateVersion7(now).ToString("N"), BotVersion = program.Version };
        AddDefaults(run.Variables, program.Bot.Variables);
        foreach (var name in program.Bot.Variables.Keys)
        {
            if (before is not null && before.Variables.TryGetValue(name, out var value))
            {
                run.Variables[name] = value;
            }
        }

        run.Frames.Add(Open(flow, node));
        return run;
    }

    private static void AddDefaults(
        Dictionary<string, JsonElement> values,
        IReadOnlyDictionary<string, VariableDefinition> declared
    )
    {
        foreach (var (name, variable) in declared)
        {
            if (variable.Default.ValueKind != JsonValueKind.Undefined)
            {
                values[name] = variable.Default;
            }
        }
    }
}
