using System.Net.Sockets;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Running;
using FlowEngine.Understanding;
using Microsoft.Extensions.Logging;

namespace TestKit;

/// <summary>A run as one node sees it, for nodes that call other systems: a connection and variables, nothing else.</summary>
public sealed class FakeNodeContext(IConnection connection) : NodeContext
{
    public Dictionary<string, JsonElement> Variables { get; } = [];

    public override string EffectKey => "run1/0/node/1";

    public override string NodeId => "node";

    public override int Visit => 1;

    public int AttemptNumber { get; init; } = 1;

    public override int Attempt => AttemptNumber;

    public override DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override ConversationInfo Conversation { get; } = new("c1", "test", "en", "visitor", null);

    public override UnderstandingContext Reading => new("en", Now, TimeZoneInfo.Utc);

    public override IUnderstanding Understanding => throw NotPartOfThis();

    public override BotDefinition Bot => throw NotPartOfThis();

    public override TurnInput? Resumed => null;

    public override JsonElement ResumedState => default;

    public override IExpressionScope Scope => throw NotPartOfThis();

    public override IConnection Connection => connection;

    public override EntityMatch? TakeFromFirstMessage(string entity) => null;

    public override void Say(OutgoingMessage message) => throw NotPartOfThis();

    public override void SetVariable(string name, JsonElement value) => Variables[name] = value;

    public override void HandOff(string reason, string? queue = null) => throw NotPartOfThis();

    public override void Note(LogLevel level, string message, JsonElement data = default) => throw NotPartOfThis();

    public override string? FindInterruption() => throw NotPartOfThis();

    public override void Emit(EmittedEvent emitted) => throw NotPartOfThis();

    public override void Respond(FlowResponse response) => throw NotPartOfThis();

    public override ValueTask<JsonElement> ReadStoreAsync(StoreScope scope, string key, CancellationToken cancellationToken) =>
        throw NotPartOfThis();

    public override void WriteStore(StoreChange change) => throw NotPartOfThis();

    private static InvalidOperationException NotPartOfThis() => new("A node that calls another system does not need this.");
}

/// <summary>A connection without guard and vault, to a server of the test.</summary>
public sealed class FakeConnection(string connector, Uri address, AuthenticationStep? credential = null) : IConnection, IDisposable
{
    private readonly HttpClient _http = new(new Adding(credential)) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public string Name => "shop";

    public string Connector => connector;

    public JsonElement Settings => JsonSerializer.SerializeToElement(new { });

    public HttpClient Http => _http;

    public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public async ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private sealed class Adding(AuthenticationStep? credential)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            credential?.Invoke(request);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>Adds a credential to a request.</summary>
public delegate void AuthenticationStep(HttpRequestMessage request);
