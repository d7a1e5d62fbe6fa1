using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Connecting;

namespace FlowEngine.Testing.Mocking;

/// <summary>A connection whose requests never reach a network.</summary>
internal sealed class MockConnection : IConnection, IDisposable
{
    private static readonly JsonElement NoSettings = JsonElement.Parse("{}");

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client owns its handler.")]
    public MockConnection(
        string name,
        string connector,
        Func<string, HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer
    )
    {
        (Name, Connector) = (name, connector);
        Http = new HttpClient(new Border(name, answer))
        {
            // RFC 2606: no such host can exist.
            BaseAddress = new Uri($"https://{name}.test/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public string Name { get; }

    public string Connector { get; }

    public JsonElement Settings => NoSettings;

    public HttpClient Http { get; }

    public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
        throw new ConnectionRefusedException(
            "connection.credential",
            $"Connection {Name} speaks something else than HTTP, which a flow test cannot mock."
        );

    public ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken) =>
        throw new ConnectionRefusedException(
            "connection.address",
            $"Connection {Name} speaks something else than HTTP, which a flow test cannot mock."
        );

    public void Dispose() => Http.Dispose();

    /// <summary>Where requests leave the connector's code.</summary>
    private sealed class Border(
        string name,
        Func<string, HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer
    ) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(name, request, cancellationToken);
    }
}
