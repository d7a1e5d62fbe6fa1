using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Understanding;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>What a node that calls another system sees: copied from the turn, because the call may outlive it.</summary>
internal sealed class CallContext(Turn turn, int attempt) : NodeContext
{
    private IConnection? _connection;
    private Dictionary<string, JsonElement>? _variables;

    /// <summary>What the node set so far; null for nothing.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables => _variables;

    public override string EffectKey { get; } = turn.EffectKey;

    public override string NodeId { get; } = turn.NodeId;

    public override int Visit { get; } = turn.Visit;

    public override int Attempt { get; } = attempt;

    public override DateTimeOffset Now { get; } = turn.Now;

    public override ConversationInfo Conversation { get; } = turn.Conversation;

    public override UnderstandingContext Reading { get; } = turn.Reading;

    public override IUnderstanding Understanding { get; } = turn.Understanding;

    public override BotDefinition Bot { get; } = turn.Bot;

    public override TurnInput? Resumed => null;

    public override JsonElement ResumedState => default;

    public override IExpressionScope Scope => throw Outlives(nameof(Scope));

    public override IConnection Connection =>
        _connection ?? throw new InvalidOperationException($"Node {NodeId} names no connection.");

    public void Open(IConnection connection) => _connection = connection;

    public override EntityMatch? TakeFromFirstMessage(string entity) => throw Outlives(nameof(TakeFromFirstMessage));

    public override void Say(OutgoingMessage message) => throw Outlives(nameof(Say));

    public override void SetVariable(string name, JsonElement value) =>
        (_variables ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal))[name] =
            value.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : value;

    public override void Note(LogLevel level, string message, JsonElement data = default) => throw Outlives(nameof(Note));

    public override string? FindInterruption() => throw Outlives(nameof(FindInterruption));

    public override void Emit(EmittedEvent emitted) => throw Outlives(nameof(Emit));

    public override void Respond(FlowResponse response) => throw Outlives(nameof(Respond));

    public override ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken) =>
        throw Outlives(nameof(ReadStoreAsync));

    public override void WriteStore(StoreChange change) => throw Outlives(nameof(WriteStore));

    public override void HandOff(string reason, string? queue = null) => throw Outlives(nameof(HandOff));

    private static InvalidOperationException Outlives(string member) =>
        new($"{member} is not for nodes that call other systems: the call may outlive its turn. Return an output instead.");
}
