using System.Collections.Frozen;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Understanding;
using FlowRuntime.Dispatch;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowRuntime.Tests.Crash;

/// <summary>
/// Two bots on the real interpreter: each message is written to a server and then answered. <c>keyed</c> says that the
/// server honours Idempotency-Key, <c>blind</c> that it does not.
/// </summary>
internal sealed class CrashBots(Uri server) : IBotSource, IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server };
    private readonly Dictionary<string, RunnableBot> _bots = new(StringComparer.Ordinal);

    public ValueTask<RunnableBot?> FindLiveAsync(string botId, CancellationToken cancellationToken)
    {
        lock (_bots)
        {
            if (!_bots.TryGetValue(botId, out var bot))
            {
                _bots[botId] = bot = Compile(botId);
            }

            return ValueTask.FromResult<RunnableBot?>(bot);
        }
    }

    public ValueTask<RunnableBot?> FindAsync(string botId, int version, CancellationToken cancellationToken) =>
        FindLiveAsync(botId, cancellationToken);

    public void Dispose() => _http.Dispose();

    private CompiledBot Compile(string botId)
    {
        var nodes = new Dictionary<string, FlowNode>
        {
            ["begin"] = Node("trigger.start", ("next", "write")),
            ["write"] = Node($"test.{botId}", ("success", "done"), ("error", "unknown")),
            ["done"] = Node("test.done"),
            ["unknown"] = Node("test.unknown"),
        };
        var flow = new FlowDefinition("main", "Main", Empty<VariableDefinition>(), nodes, [], Empty<NodePosition>());
        var bot = new BotDefinition(
            botId,
            botId,
            "UTC",
            ["en"],
            Empty<IntentDefinition>(),
            Empty<EntityDefinition>(),
            new FallbackDefinition("main"),
            Empty<string>(),
            Empty<VariableDefinition>(),
            Empty<JsonElement>()
        );
        var bundle = new BotBundle(
            bot,
            new Dictionary<string, FlowDefinition> { ["main"] = flow },
            Empty<JsonElement>()
        );
        var catalog = new NodeCatalog([
            new NodeType<NoSettings>(Starts(), null, new Pass()),
            new NodeType<NoSettings>(Writes("test.keyed", idempotent: true), null, new Write(_http, "keyed")),
            new NodeType<NoSettings>(Writes("test.blind", idempotent: false), null, new Write(_http, "blind")),
            new NodeType<NoSettings>(Says("test.done"), null, new Answer("done")),
            new NodeType<NoSettings>(Says("test.unknown"), null, new Answer("unknown")),
        ]);
        return new CompiledBot(
            BotProgram.Compile(bundle, 1, catalog, new NoExpressions(), new UnderstandsNothing()),
            new HashSet<string>(StringComparer.Ordinal),
            new FlowInterpreter(NullLogger<FlowInterpreter>.Instance, TimeProvider.System)
        );
    }

    private static NodeDefinition Starts() =>
        NodeDefinition
            .For<NoSettings>("trigger.start", 1)
            .Title("Start", NodeCategory.Trigger, "Starts.")
            .Card("Starts", "test")
            .Trigger()
            .Output("next", "next", "Started.")
            .Build();

    private static NodeDefinition Writes(string type, bool idempotent) =>
        NodeDefinition
            .For<NoSettings>(type, 1)
            .Title(type, NodeCategory.Connector, "Writes to the server.")
            .Card("Writes", "test")
            .Effect(EffectKind.Write, idempotent)
            .Output("success", "success", "It was written.")
            .Build();

    private static NodeDefinition Says(string type) =>
        NodeDefinition
            .For<NoSettings>(type, 1)
            .Title(type, NodeCategory.Conversation, "Answers.")
            .Card("Answers", "test")
            .Output("next", "next", "Said.")
            .Build();

    private static FlowNode Node(string type, params (string Port, string Target)[] links) =>
        new(type, 1, null, JsonElement.Parse("{}"), links.ToDictionary(l => l.Port, l => l.Target));

    private static FrozenDictionary<string, T> Empty<T>() => FrozenDictionary<string, T>.Empty;

    internal sealed record NoSettings;

    private sealed class Pass : INodeExecutor<NoSettings>
    {
        public ValueTask<NodeResult> ExecuteAsync(NoSettings config, NodeContext context, CancellationToken cancellationToken) =>
            new(new NodeResult.Completed("next"));
    }

    private sealed class Answer(string word) : INodeExecutor<NoSettings>
    {
        public ValueTask<NodeResult> ExecuteAsync(NoSettings config, NodeContext context, CancellationToken cancellationToken)
        {
            context.Scope.TryGetMember("input", "text", out var text);
            context.Say(new OutgoingMessage($"{word}: {text}"));
            return new(new NodeResult.Completed("next"));
        }
    }

    private sealed class Write(HttpClient http, string path) : INodeExecutor<NoSettings>
    {
        public async ValueTask<NodeResult> ExecuteAsync(
            NoSettings config,
            NodeContext context,
            CancellationToken cancellationToken
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add("Idempotency-Key", context.EffectKey);
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            return new NodeResult.Completed("success");
        }
    }

    private sealed class UnderstandsNothing : IUnderstanding
    {
        public Understood Understand(string text, UnderstandingContext context) => new([], [], 0.5);

        public IReadOnlyList<EntityMatch> Extract(string entity, string text, UnderstandingContext context) => [];
    }

    private sealed class NoExpressions : IExpressionEngine
    {
        public CompiledExpression Compile(string source) =>
            throw new InvalidOperationException("The flows of this test have no expressions.");

        public CompiledExpression CompileScript(string source) => Compile(source);
    }
}
