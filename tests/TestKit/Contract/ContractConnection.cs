using System.Net.Sockets;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;

namespace TestKit.Contract;

/// <summary>A connection whose every host is a server of the kit, with planted secrets.</summary>
internal sealed class ContractConnection : IConnection, IDisposable
{
    private static int _made;
    private readonly int _port;
    private readonly Dictionary<string, string> _secret;

    public ContractConnection(ConnectorDefinition connector, JsonElement settings, int port, TimeProvider time)
    {
        _port = port;
        (Connector, Settings) = (connector.Key, settings);
        var kind = connector.Credentials.FirstOrDefault(k => k is { OAuth: null, ClientCertificate: null, Fields.Count: > 0 });
        _secret = kind?.Fields.ToDictionary(f => f.Name, f => SampleOf(f)) ?? [];
        // Plain http to the kit's server, below the same path.
        var address = connector.BaseAddress?.Invoke(settings);
        Http = new HttpClient(new Signing(kind, _secret, time))
        {
            BaseAddress = new UriBuilder("http", "127.0.0.1", port, address?.AbsolutePath ?? "/").Uri,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Another one each time, as another connection would have: connectors may pool by name.</summary>
    public string Name { get; } = $"shop{Interlocked.Increment(ref _made)}";

    public string Connector { get; }

    public JsonElement Settings { get; }

    public HttpClient Http { get; }

    /// <summary>What must stand in no message.</summary>
    public IEnumerable<string> Secrets => _secret.Values.Where(v => v.StartsWith("canary", StringComparison.Ordinal));

    public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, string>>(_secret);

    public async ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync("127.0.0.1", _port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => Http.Dispose();

    private static string SampleOf(FieldDefinition field) =>
        field.Kind is FieldKind.Secret ? $"canary{field.Name}7f3a9c"
        : field.Kind is FieldKind.Choice ? field.Options is [var first, ..] ? first.Value : ""
        : field.Default.ValueKind is JsonValueKind.String ? field.Default.GetString()! // a string element has a string
        : "X-Contract-Kit";

    private sealed class Signing(CredentialKind? kind, IReadOnlyDictionary<string, string> secret, TimeProvider time)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (kind?.Authorize is { } authorize)
            {
                await authorize(request, secret, time, cancellationToken);
            }
            else
            {
                kind?.Apply(request, secret);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
