using FlowEngine.Compilation;
using FlowEngine.Nodes.Join;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Parallel;

internal sealed class ParallelExecutor : INodeExecutor<ParallelConfig>
{
    private static readonly JoinConfig All = new();

    public ValueTask<NodeResult> ExecuteAsync(ParallelConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var turn = (Turn)context;
        var join = turn.Node.JoinedBy;
        var rule = join >= 0 && turn.Flow.Nodes[join].SettingsApartFromRuns is JoinConfig joining ? joining : All;
        return new(
            turn.Ended is { } ended && turn.Frame.Structure is ParallelState state
                ? Next(config, rule, turn, state, ended)
                : Begin(config, rule, turn)
        );
    }

    private static NodeResult Begin(ParallelConfig config, JoinConfig rule, Turn turn)
    {
        var state = new ParallelState();
        turn.Frame.Structure = state;
        foreach (var branch in config.Branches)
        {
            var target = turn.Node.TargetOf(branch);
            if (target < 0 || target == turn.Node.JoinedBy)
            {
                // Nothing to do is done.
                state.Started++;
                state.Ended.Add(new BranchEnd(branch, null, null));
                continue;
            }

            if (turn.FrameLimit is { } limit)
            {
                return new NodeResult.Failed(limit);
            }

            state.Started++;
            turn.Open(FrameRole.Branch, turn.Flow, target, branch);
        }

        return Judge(config, rule, turn, state)
            ?? new NodeResult.Holding(rule.TimeoutSeconds > 0 ? turn.Now + TimeSpan.FromSeconds(rule.TimeoutSeconds) : null);
    }

    private static NodeResult Next(ParallelConfig config, JoinConfig rule, Turn turn, ParallelState state, FrameEnd ended)
    {
        if (ended.Kind == FrameEndKind.TimedOut)
        {
            state.JoinedBy = JoinNode.TimedOut;
            return Join(config, rule, turn, state);
        }

        var error = ended.Kind switch
        {
            FrameEndKind.Failed => ended.Error,
            FrameEndKind.Broke => new NodeError("break.outside", "A break cannot leave a parallel branch.", Retryable: false),
            _ => null,
        };
        var frame = ended.Frame;
        state.Ended.Add(new BranchEnd(frame.Part ?? "", frame.Variables.Count > 0 ? frame.Variables : null, error));
        foreach (var (node, output) in frame.Outputs)
        {
            turn.Data.Outputs[node] = output;
        }

        turn.ForgetOutputs();
        return Judge(config, rule, turn, state) ?? new NodeResult.Holding();
    }

    /// <summary>Decides whether the branches are joined.</summary>
    /// <returns>What follows; null when more have to end.</returns>
    private static NodeResult? Judge(ParallelConfig config, JoinConfig rule, Turn turn, ParallelState state)
    {
        var failed = state.Ended.Find(e => e.Error is not null);
        if (failed is { Error: { } error } && rule.OnError == JoinNode.Fail)
        {
            state.Error = error with { Message = $"{failed.Branch}: {error.Message}" };
            return Join(config, rule, turn, state);
        }

        var wanted = rule.Mode switch
        {
            JoinNode.Any => 1,
            JoinNode.First => Math.Min(rule.Count, state.Started),
            _ => state.Started,
        };
        var succeeded = state.Ended.Count(e => e.Error is null);
        if (rule.Mode == JoinNode.All ? state.Ended.Count == state.Started : succeeded >= wanted)
        {
            state.JoinedBy = JoinNode.Next;
            return Join(config, rule, turn, state);
        }

        if (state.Ended.Count == state.Started)
        {
            var message = $"{succeeded} of the {wanted} branches that were needed have succeeded.";
            state.Error = new NodeError("join.missed", message, Retryable: false);
            return Join(config, rule, turn, state);
        }

        return null;
    }

    private static NodeResult Join(ParallelConfig config, JoinConfig rule, Turn turn, ParallelState state)
    {
        if (rule.Losers == JoinNode.Finish && state.Error is null)
        {
            turn.DetachParts();
        }

        Merge(config, turn, state);
        return turn.Node.JoinedBy < 0 && state.Error is { } error
            ? new NodeResult.Failed(error)
            : new NodeResult.Joined(turn.Node.JoinedBy);
    }

    private static void Merge(ParallelConfig config, Turn turn, ParallelState state)
    {
        if (config.Merge == ParallelNode.NoMerge || state.Error is not null)
        {
            return;
        }

        var ends = state.Ended.Where(e => e is { Error: null, Changes: not null });
        foreach (var end in config.Merge == ParallelNode.BranchOrder ? ends.OrderBy(e => IndexOf(config, e.Branch)) : ends)
        {
            foreach (var (name, value) in end.Changes!) // chosen by having some
            {
                turn.SetVariable(name, value);
            }
        }
    }

    private static int IndexOf(ParallelConfig config, string branch)
    {
        for (var i = 0; i < config.Branches.Count; i++)
        {
            if (config.Branches[i] == branch)
            {
                return i;
            }
        }

        return -1;
    }
}
