using System.Globalization;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes.Ask;
using FlowEngine.Understanding;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>
/// One turn of one run, and the context that nodes without calls get: made once per turn and moved from node to node, so
/// that a step allocates nothing of its own.
/// </summary>
internal sealed class Turn : NodeContext
{
    private readonly RunScope _scope;
    private FrameState _frame;
    private FlowProgram _flow;
    private NodeProgram _node;
    private UnderstandingContext? _reading;
    private string? _effectKey;
    private long _stepsLeft;

    public Turn(BotProgram program, TurnHost host, RunState run, RunBudget budget, FrameState frame)
    {
        (Program, Host, Run, Budget) = (program, host, run, budget);
        _scope = new RunScope(program, host, run);
        Resolution = new FieldResolution(_scope);
        _stepsLeft = Math.Max(budget.StepsPerRun - run.Steps, 0);
        (_frame, _flow, _node) = (frame, frame.Flow!, frame.Flow!.Nodes[frame.NodeIndex]); // bound before the turn is made
        Enter(frame);
    }

    public BotProgram Program { get; }

    public TurnHost Host { get; }

    public RunState Run { get; }

    public RunBudget Budget { get; }

    public FieldResolution Resolution { get; }

    public FrameState Frame => _frame;

    public FlowProgram Flow => _flow;

    public NodeProgram Node => _node;

    /// <summary>The frame that holds the variables and outputs of the current one.</summary>
    public FrameState Data { get; private set; } = null!; // set by Enter, which the constructor calls

    /// <summary>Settings of a node that calls, once they are made.</summary>
    public object? CallConfig { get; set; }

    /// <summary>Why a variable could not be set; fails the node.</summary>
    public NodeError? VariableError { get; set; }

    /// <summary>What became of a frame that the current node had opened; null when it is executed for another reason.</summary>
    public FrameEnd? Ended { get; set; }

    /// <summary>What begins in this turn once the run has ended; null for nothing.</summary>
    public NextRun? Next { get; set; }

    /// <summary>Calls that are under way beside other branches.</summary>
    public List<CallInProgress> Calls { get; } = [];

    /// <summary>False once budgets were exceeded twice: the run must not go on by any way.</summary>
    public bool MayGoOn => Run.BudgetsUsedUp < 2;

    public override string EffectKey =>
        _effectKey ??= string.Create(CultureInfo.InvariantCulture, $"{Run.RunId}/{FrameTree.PathOf(Run, _frame)}/{_node.Id}/{Visit}");

    /// <summary>Key under which the present attempt is journaled; the first one's is the key that is sent.</summary>
    public string AttemptKey => Attempt == 1 ? EffectKey : string.Create(CultureInfo.InvariantCulture, $"{EffectKey}#{Attempt}");

    public override string NodeId => _node.Id;

    public override int Visit => _frame.Counts![_frame.NodeIndex]; // rented when the frame was entered

    public override int Attempt => _frame.FailedAttempts + 1;

    public override DateTimeOffset Now => Host.Now;

    public override ConversationInfo Conversation => Host.Conversation;

    public override UnderstandingContext Reading =>
        _reading ??= new UnderstandingContext(Host.Conversation.Language, Host.Now, Program.Zone);

    public override IUnderstanding Understanding => Program.Understanding;

    public override BotDefinition Bot => Program.Bot;

    public override TurnInput? Resumed => _frame.Resumed;

    public override JsonElement ResumedState => _frame.ResumedState;

    public override IExpressionScope Scope => _scope;

    public override IConnection Connection =>
        throw new InvalidOperationException($"Node type {_node.Type} declares no connection and no effect that would open one.");

    /// <summary>Counts a step against the budget of the run.</summary>
    /// <returns>False when it is used up; a few more steps are granted then, to end decently.</returns>
    public bool TryCountStep()
    {
        if (_stepsLeft-- > 0)
        {
            Run.Steps++;
            return true;
        }

        UseUp();
        return false;
    }

    /// <summary>Notes that a budget is used up; a few more steps are granted.</summary>
    public void UseUp()
    {
        Run.BudgetsUsedUp++;
        _stepsLeft = Budget.StepsAfterError;
    }

    /// <summary>Goes on with another frame of the run.</summary>
    public void Enter(FrameState frame)
    {
        (_frame, _flow) = (frame, frame.Flow!); // bound when the run was restored or the frame opened
        _node = _flow.Nodes[frame.NodeIndex];
        FrameTree.Count(frame);
        Data = FrameTree.DataOf(Run, frame);
        _scope.Enter(_flow, frame, Data);
        _effectKey = null;
    }

    /// <summary>Enters a node of the current frame.</summary>
    public void MoveTo(int node)
    {
        FrameTree.Place(_frame, node);
        _node = _flow.Nodes[node];
        _effectKey = null;
    }

    /// <summary>Counts another visit of the node that suspends again after it was resumed.</summary>
    public void CountVisit()
    {
        _frame.Counts![_frame.NodeIndex]++; // rented when the frame was entered
        _effectKey = null;
    }

    /// <summary>Why no further frame may be opened; null when it may.</summary>
    public NodeError? FrameLimit =>
        Run.Frames.Count < Budget.Frames
            ? null
            : new NodeError("engine.frames", $"More than {Budget.Frames} branches, rounds and calls would be open at once. Do fewer beside each other.", Retryable: false);

    /// <summary>Evaluates a setting as one of the frames that the current node has opened sees it, also when that has just ended.</summary>
    public ExpressionOutcome Evaluate(FieldValue value, FrameState part, CancellationToken cancellationToken)
    {
        _scope.Enter(part.Flow!, part, FrameTree.DataOf(Run, part)); // bound when it was opened
        var outcome = value.Evaluate(_scope, cancellationToken);
        _scope.Enter(_flow, _frame, Data);
        return outcome;
    }

    /// <summary>Opens a frame below the current one.</summary>
    public FrameState Open(FrameRole role, FlowProgram flow, int node, string? part, int? index = null, JsonElement item = default) =>
        Tell(Forgetful(FrameTree.Open(Run, _frame.Id, role, flow, node, part, index, item)));

    /// <summary>Lets the frame of a round that has ended begin the next one.</summary>
    public void OpenAgain(FrameState round, int node, int index, JsonElement item)
    {
        FrameTree.Reuse(Run, round, node, index, item);
        Tell(round);
    }

    /// <summary>Lets everything that the current node has opened go on by itself.</summary>
    public void DetachParts()
    {
        foreach (var part in Run.Frames.FindAll(f => f.Parent == _frame.Id))
        {
            FrameTree.Detach(Run, part, _node.JoinedBy >= 0 ? _flow.Nodes[_node.JoinedBy].Id : null);
            JournalPart(JournalKind.PartDetached, part, part.From);
        }
    }

    /// <summary>Outputs of the current data have changed from outside.</summary>
    public void ForgetOutputs() => _scope.ForgetAll();

    /// <summary>The key of an attempt has changed.</summary>
    public void NextAttempt() => _effectKey = null;

    public void KeepOutput(JsonElement output)
    {
        Data.Outputs[_node.Id] = output;
        _scope.Forget(_node.Id);
    }

    public void KeepError(NodeError error)
    {
        Data.Errors[_node.Id] = error;
        _scope.Forget(_node.Id);
    }

    public override EntityMatch? TakeFromFirstMessage(string entity)
    {
        if (Run.Input is not { StartedRun: true } input || Run.TakenEntities.Contains(entity))
        {
            return null;
        }

        // A value without a role might as well play another one: only who is asked can say.
        var matches = Program
            .Understanding.Extract(entity, input.Text, ReadingOfVisitor with { Now = input.At })
            .Where(m => m.Role is not null || m.Entity == entity)
            .ToList();
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
        (ofBot ? Run.Variables : Data.Variables)[name] =
            value.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : value;
    }

    /// <summary>True when the flow or the bot has a variable of this name.</summary>
    public bool Declares(string name) => _flow.Definition.Variables.ContainsKey(name) || Program.Bot.Variables.ContainsKey(name);

    public override void Note(LogLevel level, string message, JsonElement data = default) =>
        Journal(JournalKind.NodeNoted, data: JournalNote.Write(level, message, data));

    public override string? FindInterruption() => Interruptions.Find(this, _scope);

    internal override NodeResult.Corrected? FindCorrection(bool takesText) => Corrections.Find(this, takesText);

    internal override void NoteAnswer(JsonElement state, JsonElement answer)
    {
        _frame.Answered = Corrections.Remember(_node.Id, state, answer);
        if (Run.Dialogue is { Misfits: > 0 } dialogue)
        {
            Run.Dialogue = dialogue with { Misfits = 0 };
        }
    }

    internal override void NoteMisfit()
    {
        var dialogue = Run.Dialogue ?? DialogueState.Fresh;
        Run.Dialogue = dialogue with { Misfits = dialogue.Misfits + 1 };
    }

    /// <summary>Goes back to a question of the current frame with another answer to it.</summary>
    public void AnswerAgain(int node, string text)
    {
        var state = _frame.Answered?.State ?? default;
        _frame.Answered = null;
        _frame.Counts![_frame.NodeIndex]--; // it is asked once more, which is no try; rented when the frame was entered
        MoveTo(node);
        _frame.Counts![node]--;
        (_frame.Resumed, _frame.ResumedState) = (new TurnInput.Message(text), state);
    }

    /// <summary>Scores of the latest message, best first.</summary>
    public IReadOnlyList<IntentScore> Intents => Run.Input is { } input ? _scope.Understand(input).Intents : [];

    /// <summary>Leaves the current node waiting for a message as it did before the latest one.</summary>
    public void WaitAgain()
    {
        _frame.Bookmark = new Bookmark.Input(_frame.ResumedState) { Ticket = ++Run.LastTicket };
        (_frame.Resumed, _frame.ResumedState) = (null, default);
        Journal(JournalKind.RunSuspended);
    }

    public override DialogueCommand? FindCommand()
    {
        if (
            Run.Input is not { Value.ValueKind: JsonValueKind.Undefined or JsonValueKind.String } input
            || Program.Commands.Find(AnswerReader.SaidIn(input.Text, input.Value), Host.Conversation.Language) is not { } command
        )
        {
            return null;
        }

        // A flow that is in progress is not begun once more on top of itself.
        return Program.FlowFor(command) is var (flow, _) && Run.Frames.Exists(f => f.FlowId == flow.Id) ? null : command;
    }

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
    )
    {
        // Of a long loop the first rounds are told, then only what goes wrong, and that not without end; its own entry tells the counts.
        if (
            error is null ? Visit > FrameTree.RoundsTold || FrameTree.IsLateRound(Run, _frame) : Visit > FrameTree.ErrorsTold
        )
        {
            return;
        }

        var path = _frame.Parent == 0 ? null : FrameTree.PathOf(Run, _frame);
        Host.Journal(
            new JournalEntry(kind, Run.RunId, _flow.Id, _node.Id, Visit, Now, port, error, data, milliseconds, path),
            Run,
            Data
        );
    }

    // What a part does cannot be taken back by answering the question before it.
    private FrameState Forgetful(FrameState opened)
    {
        _frame.Answered = null;
        return opened;
    }

    private FrameState Tell(FrameState opened)
    {
        if (opened.Role != FrameRole.Interruption && !FrameTree.IsLateRound(Run, opened))
        {
            JournalPart(JournalKind.PartStarted, opened, FrameTree.PathOf(Run, opened));
        }

        return opened;
    }

    /// <summary>Tells what becomes of a part that does not run at this moment.</summary>
    public void JournalPart(JournalKind kind, FrameState part, string? path, int visit = 0) =>
        Host.Journal(new JournalEntry(kind, Run.RunId, part.FlowId, part.NodeId, visit, Now, part.Part, Frame: path));

    public void JournalRun(JournalKind kind, NodeError? error = null, JsonElement data = default) =>
        Host.Journal(new JournalEntry(kind, Run.RunId, _flow.Id, "", 0, Now, null, error, data), Run, Data);
}
