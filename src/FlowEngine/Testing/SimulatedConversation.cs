using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing.Mocking;
using FlowEngine.Understanding.SecondOpinions;

namespace FlowEngine.Testing;

/// <summary>
/// A conversation with a bot in memory, for the designer's simulator and for tests. A call that outlives its turn is
/// waited for and its result delivered before <see cref="SendAsync(string, CancellationToken)"/> returns; what happens is
/// reported as it happens. Thread-safe: inputs are taken one at a time, in order.
/// </summary>
public sealed class SimulatedConversation : IDisposable
{
    private readonly FlowInterpreter _interpreter;
    private SimulationOptions _options;
    private readonly IConnectionSource _connections;
    private readonly TimeProvider _time;
    private readonly SimulationRecord _record;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private SimulatedHost _host;
    private FrameState? _data;
    private CancellationTokenSource _lifetime = new();

    /// <summary>Opens a conversation; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="interpreter">Runs the flows.</param>
    /// <param name="program">The bot.</param>
    /// <param name="connections">The connections it may use, real or mocked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public SimulatedConversation(
        FlowInterpreter interpreter,
        BotProgram program,
        IConnectionSource connections,
        TimeProvider time,
        SimulationOptions? options = null
    )
    {
        _interpreter = interpreter;
        _connections = connections;
        _time = time;
        _options = options ?? new SimulationOptions();
        _record = new SimulationRecord(_options.Listener);
        Program = program;
        _host = NewHost();
    }

    /// <summary>The bot that answers.</summary>
    public BotProgram Program { get; private set; }

    /// <summary>What was said so far, by both sides, in order. A copy.</summary>
    public IReadOnlyList<SimulatedMessage> Transcript => _record.Transcript;

    /// <summary>What the flows did so far, in order. A copy.</summary>
    public IReadOnlyList<JournalEntry> Journal => _record.Journal;

    /// <summary>Values of the latest run's variables by name, also after it has ended. A copy.</summary>
    public IReadOnlyDictionary<string, JsonElement> Variables => _record.Variables;

    /// <summary>The latest run; null before the first. Belongs to the simulator: read it between inputs only.</summary>
    public RunState? Run { get; private set; }

    /// <summary>Why the bot handed the conversation to the agents; null while the bot answers.</summary>
    public string? HandoffReason => _host.HandoffReason;

    /// <summary>Opens the chat: runs the flow that starts by itself, where the bot has one.</summary>
    /// <param name="cancellationToken">Gives up; <see cref="RestartAsync(BotProgram?, CancellationToken)"/> begins afresh.</param>
    /// <returns>When the bot waits for the visitor.</returns>
    public Task StartAsync(CancellationToken cancellationToken) => TakeAsync(new TurnInput.Started(), cancellationToken);

    /// <summary>Says something as the visitor.</summary>
    /// <param name="text">What the visitor writes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot has answered and waits, or is quiet because an agent has the conversation.</returns>
    public Task SendAsync(string text, CancellationToken cancellationToken) => SendAsync(text, default(JsonElement), cancellationToken);

    /// <summary>Presses a button as the visitor.</summary>
    /// <param name="text">What the button says.</param>
    /// <param name="value">What it sends; undefined for a message that was typed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot has answered and waits.</returns>
    public Task SendAsync(string text, JsonElement value, CancellationToken cancellationToken) =>
        TakeAsync(new TurnInput.Message(text, value), cancellationToken);

    /// <summary>Sends files as the visitor.</summary>
    /// <param name="text">What is written beside them; may be empty.</param>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot has answered and waits.</returns>
    public Task SendAsync(string text, IReadOnlyList<VisitorFile> files, CancellationToken cancellationToken) =>
        TakeAsync(new TurnInput.Message(text, default, files), cancellationToken);

    /// <summary>Gives the conversation back to the bot after a handoff, as an agent would.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot knows.</returns>
    public Task ReturnToBotAsync(CancellationToken cancellationToken)
    {
        _host.HandoffReason = null;
        return TakeAsync(new TurnInput.Returned(), cancellationToken);
    }

    /// <summary>What time it is in the conversation: ahead of the real time after <see cref="AdvanceAsync"/> and <see cref="PassAsync"/>.</summary>
    public DateTimeOffset Now => _host.Clock;

    /// <summary>Lets time pass at once; what falls due meanwhile happens in its order.</summary>
    /// <param name="time">How much.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot waits again.</returns>
    public async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var until = _host.Clock + time;
        while (
            Run is { Status: RunStatus.Waiting } run
            && run.Frames.Where(f => f.Bookmark?.DueAt <= until).MinBy(f => f.Bookmark!.DueAt) is { Bookmark: { } due }
        )
        {
            _host.AdvanceTo(due.DueAt!.Value); // chosen by being due
            await TakeAsync(new TurnInput.TimerFired(run.RunId, due.Ticket), cancellationToken).ConfigureAwait(false);
        }

        _host.AdvanceTo(until);
    }

    /// <summary>What the flows told other runs and flows so far, in order. A copy.</summary>
    public IReadOnlyList<EmittedEvent> Emitted => [.. _host.Emitted];

    /// <summary>What the run answered to what started it; null for nothing.</summary>
    public FlowResponse? Response => _host.Response;

    /// <summary>Puts the clock forward to when what the run waits for next falls due: nobody waits three days for a test.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot waits again; false when nothing could fall due.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        if (
            Run is not { Status: RunStatus.Waiting } run
            || run.Frames.Where(f => f.Bookmark?.DueAt is not null).MinBy(f => f.Bookmark!.DueAt) is not { Bookmark: { } due }
        )
        {
            return false;
        }

        _host.AdvanceTo(due.DueAt!.Value); // chosen by having one
        await TakeAsync(new TurnInput.TimerFired(run.RunId, due.Ticket), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Tells an event, as another flow would.</summary>
    /// <param name="emitted">The event.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot waits again; false when nothing waited for the event.</returns>
    public async Task<bool> EmitAsync(EmittedEvent emitted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(emitted);
        var run = Run is { Status: RunStatus.Waiting } ? Run : null;
        var waits = (run?.Frames ?? [])
            .Select(f => f.Bookmark)
            .OfType<Bookmark.Event>()
            .Where(w => w.Name == emitted.Name && (w.Correlation is null || w.Correlation == emitted.Correlation))
            .ToList();
        foreach (var wait in waits)
        {
            await TakeAsync(new TurnInput.EventArrived(run!.RunId, wait.Ticket, emitted), cancellationToken) // its frames wait
                .ConfigureAwait(false);
        }

        return waits.Count > 0;
    }

    /// <summary>Lets something happen that is neither a message nor the opening of the chat.</summary>
    internal Task HandInAsync(TurnInput input, CancellationToken cancellationToken) => TakeAsync(input, cancellationToken);

    /// <summary>Starts a run at a trigger, as a schedule, an event or a webhook would.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="nodeId">Its trigger.</param>
    /// <param name="happened">What flows read as <c>event</c>; undefined for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the run waits or has ended.</returns>
    public Task TriggerAsync(string flowId, string nodeId, JsonElement happened, CancellationToken cancellationToken) =>
        TakeAsync(new TurnInput.Triggered(flowId, nodeId, happened), cancellationToken);

    /// <summary>Forgets everything, stops calls in progress and opens the chat again.</summary>
    /// <param name="program">The bot from now on; null for the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot waits for the visitor.</returns>
    public Task RestartAsync(BotProgram? program, CancellationToken cancellationToken) =>
        RestartAsync(program, _options.Conversation, cancellationToken);

    /// <summary>Forgets everything, stops calls in progress and opens the chat with somebody else.</summary>
    /// <param name="program">The bot from now on; null for the same.</param>
    /// <param name="conversation">Who talks, in which language, from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot waits for the visitor.</returns>
    public async Task RestartAsync(BotProgram? program, ConversationInfo conversation, CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Program = program ?? Program;
            _options = _options with { Conversation = conversation };
            (Run, _data) = (null, null);
            _host = NewHost();
            _record.Clear();
        }
        finally
        {
            _oneAtATime.Release();
        }

        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends what is in progress and begins a run at a node; the conversation and its clock go on.</summary>
    /// <param name="program">The bot from now on; null for the same.</param>
    /// <param name="flowId">The flow.</param>
    /// <param name="nodeId">The node that is entered first.</param>
    /// <param name="variables">Values by name to begin with; null for those of the latest run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the bot waits or the run has ended.</returns>
    /// <exception cref="ArgumentException">The bot has no such node.</exception>
    public async Task RestartAtAsync(
        BotProgram? program,
        string flowId,
        string nodeId,
        IReadOnlyDictionary<string, JsonElement>? variables,
        CancellationToken cancellationToken
    )
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Program = program ?? Program;
            _host.Forget();
            var outputs = _data is { } data && data.FlowId == flowId ? data.Outputs : [];
            var start = new RunStart(flowId, nodeId, variables ?? Variables, outputs);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
            var before = Run;
            await ReactAsync(token => _interpreter.StartAtAsync(Program, before, start, _host, token), either.Token).ConfigureAwait(false);
            await TakeResultsAsync(either.Token).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Gives a variable another value between two inputs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when nothing has run yet, no such variable is declared, or the value is not of its type.</returns>
    public async Task<bool> SetVariableAsync(string name, JsonElement value, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Run is not { } run || _data is not { } data || Program.FindFlow(data.FlowId) is not { } flow)
            {
                return false;
            }

            var ofFlow = flow.Definition.Variables.GetValueOrDefault(name);
            if ((ofFlow ?? Program.Bot.Variables.GetValueOrDefault(name)) is not { } declared || !VariableTypes.Fits(declared.Type, value))
            {
                return false;
            }

            (ofFlow is null ? run.Variables : data.Variables)[name] = value;
            _record.SetVariables(run, data);
            return true;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Stops what is in progress.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task TakeAsync(TurnInput input, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        await _oneAtATime.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            if (input is TurnInput.Message message)
            {
                _record.Add(new SimulatedMessage(FromVisitor: true, message.Text, []));
                if (_host.HandoffReason is not null)
                {
                    return;
                }
            }

            await ReactAsync(input, either.Token).ConfigureAwait(false);
            await TakeResultsAsync(either.Token).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Stops what is in progress and waits for its end; the caller has the conversation and must release it.</summary>
    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        _lifetime.Dispose();
        _lifetime = new CancellationTokenSource();
    }

    private async Task TakeResultsAsync(CancellationToken cancellationToken)
    {
        while (await _host.NextResultAsync(cancellationToken).ConfigureAwait(false) is var (job, result))
        {
            await ReactAsync(new TurnInput.JobSettled(job.RunId, job.EffectKey, result), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReactAsync(TurnInput input, CancellationToken cancellationToken)
    {
        var known = await SecondOpinionAsker.AskAsync(Program, Run, input, _host, _time, cancellationToken).ConfigureAwait(false);
        await ReactAsync(token => _interpreter.ReactAsync(Program, Run, known, _host, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task ReactAsync(Func<CancellationToken, ValueTask<TurnOutcome>> turn, CancellationToken cancellationToken)
    {
        for (var next = turn; next is not null;)
        {
            _host.BeginTurn(cancellationToken);
            var outcome = await next(cancellationToken).ConfigureAwait(false);
            Run = outcome.Run;
            _data = outcome.LastFrame ?? _data;
            _record.SetVariables(Run, outcome.LastFrame);
            next = outcome is { MustContinue: true, Run: { } run }
                ? token => _interpreter.ReactAsync(Program, Run, new TurnInput.Continue(run.RunId), _host, token)
                : null;
        }
    }

    private SimulatedHost NewHost() => new(_record, _options, _connections, _time);
}
