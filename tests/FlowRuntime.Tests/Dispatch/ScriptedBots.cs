using System.Collections.Concurrent;
using FlowEngine.Running;
using FlowRuntime.Dispatch;

namespace FlowRuntime.Tests.Dispatch;

internal delegate ValueTask<TurnOutcome> React(
    RunState? current,
    TurnInput input,
    TurnHost host,
    CancellationToken cancellationToken
);

/// <summary>Bots written in C#: what the dispatcher does is seen without the interpreter.</summary>
internal sealed class ScriptedBots : IBotSource
{
    private readonly ConcurrentDictionary<string, RunnableBot> _bots = new(StringComparer.Ordinal);

    /// <summary>Answers every message with <c>echo: …</c> and everything else with nothing.</summary>
    public static React Echo { get; } =
        (current, input, host, _) =>
        {
            if (input is TurnInput.Message message)
            {
                host.Say(new OutgoingMessage($"echo: {message.Text}"));
            }

            return ValueTask.FromResult(new TurnOutcome(current));
        };

    public ScriptedBots Add(string botId, React react, Func<RunState, TurnHost, CancellationToken, Task<CallResult>>? repeat = null)
    {
        _bots[botId] = new ScriptedBot(react, repeat);
        return this;
    }

    public ScriptedBots Add(string botId, RunnableBot bot)
    {
        _bots[botId] = bot;
        return this;
    }

    public ValueTask<RunnableBot?> FindLiveAsync(string botId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_bots.GetValueOrDefault(botId));

    public ValueTask<RunnableBot?> FindAsync(string botId, int version, CancellationToken cancellationToken) =>
        FindLiveAsync(botId, cancellationToken);

    private sealed class ScriptedBot(React react, Func<RunState, TurnHost, CancellationToken, Task<CallResult>>? repeat)
        : RunnableBot
    {
        public override int Version => 1;

        public override string Language => "de";

        public override ValueTask<TurnOutcome> ReactAsync(
            RunState? current,
            TurnInput input,
            TurnHost host,
            CancellationToken cancellationToken
        ) => react(current, input, host, cancellationToken);

        public override Task<CallResult> RepeatCallAsync(
            RunState suspended,
            string effectKey,
            TurnHost host,
            CancellationToken cancellationToken
        ) => repeat!(suspended, host, cancellationToken); // Only bots with calls are asked.
    }
}
