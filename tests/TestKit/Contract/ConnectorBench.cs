using System.Text.Json;
using FlowEngine;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Validation;
using Microsoft.Extensions.DependencyInjection;
using TestKit.Engine;

namespace TestKit.Contract;

/// <summary>Runs single nodes of connectors as the product does: strict settings, expressions, the interpreter, one connection.</summary>
public sealed class ConnectorBench : IDisposable, IAsyncDisposable
{
    private const string Node = "call";
    private readonly ServiceProvider _services;
    private readonly TimeProvider _time;

    /// <summary>Puts the engine together.</summary>
    /// <param name="register">Registers connectors, as the product does.</param>
    /// <param name="connection">What every node gets as its connection; null for none.</param>
    /// <param name="time">Clock of all time limits; the system's when null.</param>
    public ConnectorBench(Action<IServiceCollection> register, IConnection? connection = null, TimeProvider? time = null)
    {
        (Connection, _time) = (connection, time ?? TimeProvider.System);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(_time).AddFlowEngine();
        register(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>What every node gets as its connection; null for none.</summary>
    public IConnection? Connection { get; set; }

    public NodeCatalog Nodes => _services.GetRequiredService<NodeCatalog>();

    public ConnectorCatalog Connectors => _services.GetRequiredService<ConnectorCatalog>();

    /// <summary>What the editor says of a node with these settings.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="config">Its settings as an author writes them, without the connection.</param>
    /// <param name="version">Version of the type; the newest when null.</param>
    public IReadOnlyList<Problem> Validate(string type, string config, int? version = null)
    {
        var bundle = BundleOf(type, config, version);
        return new FlowValidator(Nodes, Connectors, _services.GetRequiredService<IExpressionEngine>()).Validate(
            bundle.Flows["main"],
            bundle.Bot,
            new HashSet<string> { "main" }
        );
    }

    /// <summary>Runs a node once.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="config">Its settings as an author writes them, without the connection.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <param name="version">Version of the type; the newest when null.</param>
    /// <returns>How it left, and what it set.</returns>
    public async Task<NodeOutcome> RunAsync(string type, string config, CancellationToken cancellationToken, int? version = null)
    {
        var bundle = BundleOf(type, config, version);
        var program = BotProgram.Compile(
            bundle,
            0,
            Nodes,
            _services.GetRequiredService<IExpressionEngine>(),
            new WordUnderstanding(bundle.Bot)
        );
        using var chat = new SimulatedConversation(
            _services.GetRequiredService<FlowInterpreter>(),
            program,
            new OneConnection(Connection),
            _time
        );
        await chat.StartAsync(cancellationToken);
        var entry = chat.Journal.Last(e => e.NodeId == Node && e.Kind is JournalKind.NodeCompleted or JournalKind.NodeFailed);
        return new NodeOutcome(entry.Error is null ? entry.Port : null, entry.Error, entry.Data, chat.Variables);
    }

    public void Dispose() => _services.Dispose();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private BotBundle BundleOf(string type, string config, int? version)
    {
        var known = Nodes.TryGet(type, version ?? Nodes.NewestOf(type)?.Version ?? 1, out var found) ? found.Definition : null;
        var settings = JsonElement.Parse(config);
        var takesConnection = known is not null && known.Fields.Any(f => f.Kind is FieldKind.Connection);
        if (takesConnection && !settings.TryGetProperty("connection", out _))
        {
            var members = settings.EnumerateObject().ToDictionary(m => m.Name, m => m.Value);
            members["connection"] = JsonSerializer.SerializeToElement("shop");
            settings = JsonSerializer.SerializeToElement(members);
        }

        var bundle = Bot.With(
                Flow.With("start", Use.Start).Then(Node, new NodeSpec(type, settings, Version: known?.Version ?? 1)).Variable("result")
            )
            .Build();
        var connector = known?.Connector ?? "none";
        return bundle with { Bot = bundle.Bot with { Connections = new Dictionary<string, string> { ["shop"] = connector } } };
    }

    private sealed class OneConnection(IConnection? connection) : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            connection is null
                ? throw new ConnectionRefusedException("connection.missing", $"There is no connection {name}.")
                : ValueTask.FromResult(connection);
    }
}

/// <summary>How a node left.</summary>
/// <param name="Port">Port; null when it failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Output">What it gave, as far as the journal holds it.</param>
/// <param name="Variables">Variables of the run.</param>
public sealed record NodeOutcome(string? Port, NodeError? Error, JsonElement Output, IReadOnlyDictionary<string, JsonElement> Variables);
