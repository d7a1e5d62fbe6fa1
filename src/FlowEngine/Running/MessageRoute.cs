using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Understanding;

namespace FlowEngine.Running;

/// <summary>What becomes of a message that no question takes. A closed set.</summary>
internal abstract record MessageRoute
{
    private MessageRoute() { }

    /// <summary>A flow takes it.</summary>
    /// <param name="Flow">The flow.</param>
    /// <param name="Node">Its trigger.</param>
    /// <param name="Input">The message that the flow sees.</param>
    /// <param name="IsLast">True when that is the last step for messages that are not understood.</param>
    public sealed record Begin(FlowProgram Flow, int Node, VisitorInput Input, bool IsLast = false) : MessageRoute;

    /// <summary>It is a command.</summary>
    /// <param name="Command">Which.</param>
    public sealed record Obey(DialogueCommand Command) : MessageRoute;

    /// <summary>Several intents are about as likely: the bot asks which one is meant.</summary>
    /// <param name="Close">They, best first.</param>
    public sealed record Clarify(IReadOnlyList<IntentScore> Close) : MessageRoute;

    /// <summary>It was not understood, and the bot itself answers.</summary>
    /// <param name="Step">How.</param>
    /// <param name="Nearest">Intents that come nearest, best first.</param>
    /// <param name="Input">The message.</param>
    public sealed record Lost(LadderStep Step, IReadOnlyList<IntentScore> Nearest, VisitorInput Input) : MessageRoute;
}

/// <summary>How a message is answered that was not understood.</summary>
internal enum LadderStep
{
    Rephrase,
    Suggest,
    Fallback,
    HandOff,
}
