using FlowEngine.Compilation;
using FlowEngine.Running;
using FlowEngine.Understanding.SecondOpinions;

namespace FlowRuntime.Dispatch;

/// <summary>A compiled version with what interprets it.</summary>
internal sealed class CompiledBot(BotProgram program, IReadOnlySet<string> nodeTypes, FlowInterpreter interpreter) : RunnableBot
{
    /// <summary>Keys of the node types that the flows use, whether the installation has them or not.</summary>
    public IReadOnlySet<string> NodeTypes => nodeTypes;

    public override int Version => program.Version;

    public override string Language => program.Bot.Languages[0];

    public override string TimeZone => program.Bot.TimeZone;

    public override IReadOnlyList<BotTrigger> Triggers => program.Triggers;

    public override ValueTask<TurnOutcome> ReactAsync(
        RunState? current,
        TurnInput input,
        TurnHost host,
        CancellationToken cancellationToken
    ) => interpreter.ReactAsync(program, current, input, host, cancellationToken);

    public override ValueTask<TurnInput> PrepareAsync(
        RunState? current,
        TurnInput input,
        TurnHost host,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => SecondOpinionAsker.AskAsync(program, current, input, host, time, cancellationToken);

    public override Task<CallResult> RepeatCallAsync(
        RunState suspended,
        string effectKey,
        TurnHost host,
        CancellationToken cancellationToken
    ) => interpreter.RepeatCallAsync(program, suspended, effectKey, host, cancellationToken);
}
