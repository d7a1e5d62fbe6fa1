using FlowEngine.Running;

namespace FlowEngine.Nodes.Try;

internal sealed class TryExecutor : INodeExecutor<TryConfig>
{
    private static readonly NodeResult Holding = new NodeResult.Holding();
    private static readonly NodeResult Next = new NodeResult.Completed(TryNode.Next);
    private static readonly NodeResult Broke = new NodeResult.Broke();

    public ValueTask<NodeResult> ExecuteAsync(TryConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var turn = (Turn)context;
        if (turn.Ended is { } ended && turn.Frame.Structure is TryState state)
        {
            return new(After(config, turn, state, ended));
        }

        state = new TryState();
        turn.Frame.Structure = state;
        return new(Open(turn, state, TryPhase.Body, TryNode.Body) ?? Finally(turn, state));
    }

    private static NodeResult After(TryConfig config, Turn turn, TryState state, FrameEnd ended)
    {
        if (ended.Kind == FrameEndKind.Broke)
        {
            state.Breaks = true;
        }

        switch (state.Phase)
        {
            case TryPhase.Body when ended.Error is null:
                Undoing.Pass(turn, turn.Frame.Id);
                return Finally(turn, state);
            case TryPhase.Body:
                state.Error = ended.Error;
                turn.KeepError(ended.Error);
                switch (config.OnError)
                {
                    case TryNode.Compensate:
                        state.Phase = TryPhase.Compensating;
                        return Undo(turn, state);
                    case TryNode.Ignore:
                        state.Error = null;
                        Undoing.Pass(turn, turn.Frame.Id);
                        return Finally(turn, state);
                    default:
                        Undoing.Pass(turn, turn.Frame.Id);
                        return Handle(turn, state);
                }

            case TryPhase.Compensating:
                // A step that cannot be undone must not keep the others from being undone: the journal tells its error.
                return Undo(turn, state);
            case TryPhase.Catch:
                state.Error = ended.Error;
                return Finally(turn, state);
            default:
                // What the last part does takes the place of what was to follow, a break of an error too.
                state.Error = ended.Kind == FrameEndKind.Broke ? null : ended.Error ?? state.Error;
                return Close(state);
        }
    }

    private static NodeResult Undo(Turn turn, TryState state)
    {
        while (Undoing.TakeLatest(turn.Run, turn.Frame.Id) is { } step)
        {
            if (
                turn.Program.FindFlow(step.FlowId) is not { } flow
                || flow.IndexOf(step.By) is not (>= 0 and var undo)
                || flow.Nodes[undo].FirstTarget < 0
            )
            {
                continue;
            }

            var frame = turn.Open(FrameRole.Compensation, flow, flow.Nodes[undo].FirstTarget, $"undo-{step.NodeId}-{turn.Run.LastFrame}");
            foreach (var (name, value) in step.Variables)
            {
                frame.Variables[name] = value;
            }

            if (step.Output.ValueKind != System.Text.Json.JsonValueKind.Undefined)
            {
                frame.Outputs[step.NodeId] = step.Output;
            }

            return Holding;
        }

        return Handle(turn, state);
    }

    private static NodeResult Handle(Turn turn, TryState state)
    {
        var handling = Open(turn, state, TryPhase.Catch, TryNode.Catch);
        if (handling is not null)
        {
            state.Error = null;
        }

        return handling ?? Finally(turn, state);
    }

    private static NodeResult Finally(Turn turn, TryState state) =>
        Open(turn, state, TryPhase.Finally, TryNode.Finally) ?? Close(state);

    private static NodeResult Close(TryState state) =>
        state.Error is { } error ? new NodeResult.Failed(error)
        : state.Breaks ? Broke
        : Next;

    private static NodeResult? Open(Turn turn, TryState state, TryPhase phase, string port)
    {
        var target = turn.Node.TargetOf(port);
        if (target < 0)
        {
            return null;
        }

        if (turn.FrameLimit is { } limit)
        {
            return new NodeResult.Failed(limit);
        }

        state.Phase = phase;
        turn.Open(FrameRole.Part, turn.Flow, target, port);
        return Holding;
    }
}
