using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace TestKit.Engine;

/// <summary>Settings of the test nodes.</summary>
public sealed record StubConfig(string Value = "", string? Connection = null);

/// <summary>Node types whose work a test decides: <c>test.run</c>, <c>test.read</c>, <c>test.write</c>, <c>test.put</c>.</summary>
public sealed class StubCalls : INodeExecutor<StubConfig>
{
    /// <summary>Every attempt so far: effect key, attempt, value of its setting.</summary>
    public List<(string Key, int Attempt, string Value)> Attempts { get; } = [];

    /// <summary>What a node does; completes by <c>success</c> with its value by default.</summary>
    public Func<StubConfig, NodeContext, CancellationToken, ValueTask<NodeResult>> Answer { get; set; } =
        (config, _, _) => new(Success(config.Value));

    public IEnumerable<NodeType> Types =>
        [
            TypeOf("test.run", EffectKind.None, idempotent: false),
            TypeOf("test.read", EffectKind.Read, idempotent: false),
            TypeOf("test.write", EffectKind.Write, idempotent: false),
            TypeOf("test.put", EffectKind.Write, idempotent: true),
        ];

    public static NodeSpec Node(string type, string value = "ok") => NodeSpec.Of(type, new { value }, then: "success");

    public static NodeResult Success<T>(T output) =>
        new NodeResult.Completed("success", JsonSerializer.SerializeToElement(output));

    public static NodeResult Failure(string code) => new NodeResult.Failed(new NodeError(code, "It went wrong.", false));

    public ValueTask<NodeResult> ExecuteAsync(StubConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        Attempts.Add((context.EffectKey, context.Attempt, config.Value));
        return Answer(config, context, cancellationToken);
    }

    private NodeType<StubConfig> TypeOf(string type, EffectKind effect, bool idempotent)
    {
        var definition = NodeDefinition
            .For<StubConfig>(type, version: 1)
            .Title(type, NodeCategory.Connector, "Does what a test says.")
            .Field(c => c.Value, "Value", "Any text.", expression: true, template: true)
            .Field(c => c.Connection, "Connection", "Any.", kind: FieldKind.Connection)
            .Output("success", "success", "Always.")
            .Effect(effect, idempotent);
        if (effect != EffectKind.None)
        {
            definition.Connection("test");
        }

        return new NodeType<StubConfig>(definition.Build(), null, this);
    }
}

/// <summary>No connections at all.</summary>
public sealed class NoConnections : IConnectionSource
{
    public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
        throw new ConnectionRefusedException("connection.missing", $"There is no connection {name}.");
}
