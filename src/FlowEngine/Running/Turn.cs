using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Understanding;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>
/// One turn of one run, and the context that nodes without calls get: made once per turn and moved from node to node, so
/// that a step allocates nothing of its own.
/// </summary>
internal sealed class Turn : NodeContext
{
    private const int ManyVisits = 256;

    private readonly RunScope _scope;
    private FrameState _frame;
    private FlowProgram _flow;
    private NodeProgram _node;
    private UnderstandingContext? _reading;
    private string? _effectKey;
    private TurnInput? _resumed;
    private JsonElement _resumedState;
    private int _stepsLeft;
    private int _exceeded;

    public Turn(BotProgram program, TurnHost host, RunState run, RunBudget budget, FlowProgram flow, int node)
    {
        (Program, Host, Run, Budget) = (program, host, run, budget);
        (_flow, _frame, _node) = (flow, run.Frames[^1], flow.Nodes[node]);
        _scope = new RunScope(program, host, run);
        _scope.Enter(flow, _frame);
        Resolution = new FieldResolution(_scope);
        _stepsLeft = (int)Math.Clamp(budget.StepsPerRun - run.Steps, 0, budget.StepsPerTurn);
    }

    public BotProgram Program { get; }

    public TurnHost Host { get; }

    public RunState Run { get; }

    public RunBudget Budget { get; }

    public FieldResolution Resolution { get; }

    public FrameState Frame => _frame;

    public FlowProgram Flow => _flow;

    public NodeProgram Node => _node;

    /// <summary>Settings of a node that calls, once they are made.</summary>
    public object? CallConfig { get; set; }

    /// <summary>Why a variable could not be set; fails the node.</summary>
    public NodeError? VariableError { get; set; }

    /// <summary>False once budgets were exceeded twice: the run must not go on by any way.</summary>
    public bool MayGoOn => _exceeded < 2;

    public override string EffectKey =>
        _effectKey ??= string.Create(CultureInfo.InvariantCulture, $"{Run.RunId}/{Path()}/{_node.Id}/{Visit}");

    public override string NodeId => _node.Id;

    public override int Visit => _frame.Visits.GetValueOrDefault(_node.Id);

    public override int Attempt => 1;

    public override DateTimeOffset Now => Host.Now;

    public override ConversationInfo Conversation => Host.Conversation;

    public override UnderstandingContext Reading =>
        _reading ??= new UnderstandingContext(Host.Conversation.Language, Host.Now, Program.Zone);

    public override IUnderstanding Understanding => Program.Understanding;

    public override BotDefinition Bot => Program.Bot;

    public override TurnInput? Resumed => _resumed;

    public override JsonElement ResumedState => _resumedState;

    public override IExpressionScope Scope => _scope;

    public override IConnection Connection =>
        throw new InvalidOperationException($"Node type {_node.Type} declares no connection and no effect that would open one.");

    /// <summary>Counts a step against the budgets.</summary>
    /// <returns>False when they are used up; a few more steps are granted then, to end decently.</returns>
    public bool TryCountStep()
    {
        if (_stepsLeft-- > 0)
        {
            Run.Steps++;
            return true;
        }

        _exceeded++;
        _stepsLeft = Budget.StepsAfterError;
        return false;
    }

    /// <summary>Begins to execute the current node as one that waited.</summary>
    public void Resume(TurnInput input, JsonElement state) => (_resumed, _resumedState) = (input, state);

    /// <summary>Enters a node of the current frame.</summary>
    public void MoveTo(int node)
    {
        _node = _flow.Nodes[node];
        _frame.NodeId = _node.Id;
        CountVisit();
        (_resumed, _resumedState) = (null, default);
    }

    /// <summary>Enters a flow in a new outermost frame, leaving all others.</summary>
    public void Restart(FlowProgram flow, int node)
    {
        _flow = flow;
        _frame = Frames.Open(flow, node);
        Run.Frames.Clear();
        Run.Frames.Add(_frame);
        _scope.Enter(flow, _frame);
        _node = flow.Nodes[node];
        _effectKey = null;
        (_resumed, _resumedState) = (null, default);
    }

    public void CountVisit()
    {
        if (_frame.Visits.Count == ManyVisits)
        {
            // A run that went this far will see most of the flow: one growth instead of many.
            _frame.Visits.EnsureCapacity(_flow.Nodes.Length);
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_frame.Visits, _node.Id, out _)++;
        _effectKey = null;
    }

    public void KeepOutput(JsonElement output)
    {
        _frame.Outputs[_node.Id] = output;
        _scope.Forget(_node.Id);
    }

    public void KeepError(NodeError error)
    {
        _frame.Errors[_node.Id] = error;
        _scope.Forget(_node.Id);
    }

    public override EntityMatch? TakeFromFirstMessage(string entity)
    {
        if (Run.Input is not { StartedRun: true } input || Run.TakenEntities.Contains(entity))
        {
            return null;
        }

        var matches = Program.Understanding.Extract(entity, input.Text, Reading with { Now = input.At });
        if (matches.Count == 0 || matches.DistinctBy(m => m.Value.GetRawText()).Skip(1).Any())
        {
            return null;
        }

        Run.TakenEntities.Add(entity);
        return matches[0];
    }

    public override void Say(OutgoingMessage message) => Host.Say(message);

    public override void SetVariable(string name, JsonElement value)
    {
        if (JsonValues.SizeOf(value) > Budget.OutputBytes)
        {
            VariableError ??= new NodeError(
                "variable.size",
                $"The new value of {name} is larger than {Budget.OutputBytes / 1024} kB. Keep only the part that is needed.",
                Retryable: false
            );
            return;
        }

        var ofBot = !_flow.Definition.Variables.ContainsKey(name) && Program.Bot.Variables.ContainsKey(name);
        (ofBot ? Run.Variables : _frame.Variables)[name] =
            value.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : value;
    }

    public override void Note(LogLevel level, string message, JsonElement data = default) =>
        Journal(JournalKind.NodeNoted, data: JournalNote.Write(level, message, data));

    public override string? FindInterruption() => null;

    public override void Emit(EmittedEvent emitted) => Host.Emit(emitted);

    public override void Respond(FlowResponse response) => Host.Respond(Run.RunId, response);

    public override ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken) =>
        Host.ReadStoreAsync(scope, key, cancellationToken);

    public override void WriteStore(StoreChange change) => Host.WriteStore(change);

    public override void HandOff(string reason, string? queue = null) => Host.HandOff(new HandoffRequest(reason, Run.RunId, queue));

    public void Journal(
        JournalKind kind,
        string? port = null,
        NodeError? error = null,
        JsonElement data = default,
        double? milliseconds = null
    ) => Host.Journal(new JournalEntry(kind, Run.RunId, _flow.Id, _node.Id, Visit, Now, port, error, data, milliseconds));

    public void JournalRun(JournalKind kind, NodeError? error = null, JsonElement data = default) =>
        Host.Journal(new JournalEntry(kind, Run.RunId, _flow.Id, "", 0, Now, null, error, data));

    private string Path() => Run.Frames.Count == 1 ? _frame.FlowId : string.Join('.', Run.Frames.Select(f => f.FlowId));
}
