using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;

namespace FlowEngine.Running;

/// <summary>The frames of a run: opening, finding, counting, closing.</summary>
internal static class FrameTree
{
    /// <summary>Rounds of a loop that are journaled node by node.</summary>
    public const int RoundsTold = 100;

    /// <summary>Visits of a node after which not even its errors are journaled any more.</summary>
    public const int ErrorsTold = 1_000;

    /// <summary>Starts a run; the bot's own variables go on from the run before.</summary>
    public static RunState Start(
        BotProgram program,
        FlowProgram flow,
        int node,
        RunState? before,
        DateTimeOffset now,
        RunBudget budget
    )
    {
        var minutes = flow.Definition.TimeoutMinutes;
        var life = minutes is null ? TimeSpan.FromDays(budget.RunDays) : TimeSpan.FromMinutes(minutes.Value);
        var run = Make(program, before, now, now + life);
        Open(run, parent: 0, FrameRole.Root, flow, node, part: null);
        return run;
    }

    /// <summary>Makes a run without frames; what the conversation remembers goes on from the run before.</summary>
    public static RunState Make(BotProgram program, RunState? before, DateTimeOffset now, DateTimeOffset dueAt)
    {
        var run = new RunState
        {
            RunId = Guid.CreateVersion7(now).ToString("N"),
            BotVersion = program.Version,
            StartedAt = now,
            DueAt = dueAt,
            BusySince = now,
            Dialogue = before?.Dialogue,
        };
        AddDefaults(run.Variables, program.Bot.Variables);
        foreach (var name in program.Bot.Variables.Keys)
        {
            if (before is not null && before.Variables.TryGetValue(name, out var value))
            {
                run.Variables[name] = value;
            }
        }

        return run;
    }

    /// <summary>Opens a frame at a node, which counts as entered.</summary>
    public static FrameState Open(
        RunState run,
        int parent,
        FrameRole role,
        FlowProgram flow,
        int node,
        string? part,
        int? index = null,
        JsonElement item = default
    )
    {
        var frame = new FrameState
        {
            Id = ++run.LastFrame,
            Parent = parent,
            Role = role,
            FlowId = flow.Id,
            NodeId = flow.Nodes[node].Id,
            Part = part,
            From = run.FindFrame(parent) is { } owner ? OriginOf(owner, part) : null,
            Index = index,
            Item = item,
            Flow = flow,
        };
        Insert(run, frame);
        Count(frame);
        Place(frame, node);
        if (role is FrameRole.Root or FrameRole.Call or FrameRole.Interruption or FrameRole.Side)
        {
            AddDefaults(frame.Variables, flow.Definition.Variables);
        }

        return frame;
    }

    /// <summary>Lets a part of a loop begin its next round in the frame of the last one.</summary>
    public static void Reuse(RunState run, FrameState frame, int node, int index, JsonElement item)
    {
        Insert(run, frame);
        Count(frame);
        Array.Clear(frame.Counts!, 0, frame.Flow!.Nodes.Length); // both set when the frame was opened
        frame.Visits.Clear();
        frame.Index = index;
        frame.Item = item;
        Place(frame, node);
    }

    /// <summary>Puts a frame at a node and counts the visit.</summary>
    public static void Place(FrameState frame, int node)
    {
        frame.NodeIndex = node;
        frame.NodeId = frame.Flow!.Nodes[node].Id; // bound before it moves
        frame.Counts![node]++;
        frame.FailedAttempts = 0;
        frame.Structure = null;
        (frame.Resumed, frame.ResumedState) = (null, default);
    }

    /// <summary>Finds flow and node of every frame.</summary>
    /// <returns>False when the version does not have one of them.</returns>
    public static bool TryBind(RunState run, BotProgram program)
    {
        foreach (var frame in run.Frames)
        {
            frame.Flow = program.FindFlow(frame.FlowId);
            frame.NodeIndex = frame.Flow?.IndexOf(frame.NodeId) ?? -1;
            if (frame.NodeIndex < 0)
            {
                return false;
            }
        }

        return run.Frames.Count > 0;
    }

    /// <summary>Makes sure that the visits of a frame can be counted by index.</summary>
    public static void Count(FrameState frame)
    {
        if (frame.Counts is not null)
        {
            return;
        }

        var flow = frame.Flow!; // bound before it counts
        var counts = ArrayPool<int>.Shared.Rent(flow.Nodes.Length);
        Array.Clear(counts, 0, flow.Nodes.Length);
        foreach (var (id, visits) in frame.Visits)
        {
            if (flow.IndexOf(id) is var index && index >= 0)
            {
                counts[index] = visits;
            }
        }

        frame.Counts = counts;
    }

    /// <summary>Writes the counts of all frames into their snapshot.</summary>
    public static void Settle(RunState run)
    {
        foreach (var frame in run.Frames)
        {
            if (frame.Counts is { } counts)
            {
                var nodes = frame.Flow!.Nodes; // counts belong to a bound frame
                for (var i = 0; i < nodes.Length; i++)
                {
                    if (counts[i] > 0)
                    {
                        frame.Visits[nodes[i].Id] = counts[i];
                    }
                }
            }
        }
    }

    /// <summary>Gives back what the counting has borrowed, at the end of a turn.</summary>
    public static void Release(RunState run)
    {
        foreach (var frame in run.Frames)
        {
            Release(frame);
        }
    }

    /// <summary>Takes a frame out of the run.</summary>
    public static void Close(RunState run, FrameState frame)
    {
        run.Frames.Remove(frame);
        if (frame.Role != FrameRole.Part)
        {
            // The frame of a loop's body is used again for the next round.
            Release(frame);
        }
    }

    /// <summary>Takes everything out of the run that a frame has opened, directly or not.</summary>
    /// <returns>The frames, parents first.</returns>
    public static IReadOnlyList<FrameState> CloseBelow(RunState run, FrameState owner)
    {
        List<FrameState>? closed = null;
        for (var i = 0; i < run.Frames.Count; i++)
        {
            var frame = run.Frames[i];
            if (frame.Parent == owner.Id)
            {
                run.Frames.RemoveAt(i);
                Release(frame);
                (closed ??= []).Add(frame);
                closed.AddRange(CloseBelow(run, frame));
                i = -1;
            }
        }

        return closed ?? [];
    }

    /// <summary>The frame that holds variables and outputs for a frame.</summary>
    public static FrameState DataOf(RunState run, FrameState frame)
    {
        while (!frame.HasOwnData && run.FindFrame(frame.Parent) is { } parent)
        {
            frame = parent;
        }

        return frame;
    }

    /// <summary>The next frame outwards that names are looked up in.</summary>
    public static FrameState? DataAround(RunState run, FrameState data) =>
        data.SeesParent && run.FindFrame(data.Parent) is { } parent ? DataOf(run, parent) : null;

    /// <summary>Tells whether a frame lies in a round of a loop that is not told any more.</summary>
    public static bool IsLateRound(RunState run, FrameState? frame)
    {
        for (; frame is { Parent: not 0 }; frame = run.FindFrame(frame.Parent))
        {
            if (frame.Index >= RoundsTold)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Where a frame lies in its run: <c>order-status</c>, or with what opened it, its visit, port and round:
    /// <c>order-status/each.1:item[2]</c>.
    /// </summary>
    public static string PathOf(RunState run, FrameState frame)
    {
        if (frame is { Parent: 0, Index: null })
        {
            return frame.From ?? frame.FlowId;
        }

        var path = new StringBuilder();
        Append(path, run, frame);
        return path.ToString();
    }

    /// <summary>Lets a frame go on for itself, with a copy of what it sees.</summary>
    /// <param name="run">The run.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="stopsAt">Node at which it ends; null for none.</param>
    public static void Detach(RunState run, FrameState frame, string? stopsAt)
    {
        frame.StopsAt = stopsAt;
        frame.From = PathOf(run, frame);
        for (var around = DataAround(run, frame); around is not null; around = DataAround(run, around))
        {
            foreach (var (name, value) in around.Variables)
            {
                frame.Variables.TryAdd(name, value);
            }

            foreach (var (node, output) in around.Outputs)
            {
                frame.Outputs.TryAdd(node, output);
            }
        }

        (frame.Parent, frame.Index) = (0, null);
    }

    private static void Append(StringBuilder path, RunState run, FrameState frame)
    {
        if (run.FindFrame(frame.Parent) is { } parent)
        {
            Append(path, run, parent);
            path.Append('/').Append(frame.From);
        }
        else
        {
            path.Append(frame.From ?? frame.FlowId);
        }

        if (frame.Index is { } index)
        {
            path.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }
    }

    private static string OriginOf(FrameState owner, string? part) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{owner.NodeId}.{owner.Counts?[owner.NodeIndex] ?? owner.Visits.GetValueOrDefault(owner.NodeId)}:{part}"
        );

    /// <summary>
    /// Puts a frame behind everything that its parent has opened: the order of the list is the order in which frames that
    /// have something to do go on, so that a branch goes as far as it can before the next one begins.
    /// </summary>
    private static void Insert(RunState run, FrameState frame)
    {
        var at = frame.Parent == 0 ? run.Frames.Count : run.Frames.FindIndex(f => f.Id == frame.Parent) + 1;
        while (at < run.Frames.Count && IsBelow(run, run.Frames[at], frame.Parent))
        {
            at++;
        }

        run.Frames.Insert(at, frame);
    }

    private static bool IsBelow(RunState run, FrameState? frame, int owner)
    {
        while (frame is { Parent: not 0 })
        {
            if (frame.Parent == owner)
            {
                return true;
            }

            frame = run.FindFrame(frame.Parent);
        }

        return false;
    }

    private static void Release(FrameState frame)
    {
        if (frame.Counts is { } counts)
        {
            frame.Counts = null;
            ArrayPool<int>.Shared.Return(counts);
        }
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
