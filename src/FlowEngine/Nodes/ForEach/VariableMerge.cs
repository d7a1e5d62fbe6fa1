using FlowEngine.Running;

namespace FlowEngine.Nodes.ForEach;

/// <summary>Brings what a round beside others has changed into the flow's variables.</summary>
internal static class VariableMerge
{
    public static void Take(Turn turn, LoopState state, FrameState round, int index, bool inOrder)
    {
        foreach (var (name, value) in round.Variables)
        {
            var setBy = state.SetBy ??= [];
            if (!inOrder || !setBy.TryGetValue(name, out var by) || by < index)
            {
                setBy[name] = index;
                turn.SetVariable(name, value);
            }
        }
    }
}
