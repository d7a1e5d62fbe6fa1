using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Credentials.Sending;

namespace FlowRuntime.Connections;

/// <summary>An open connection, shared by all runs that use it until it is changed. Thread-safe.</summary>
internal sealed class OpenConnection : IConnection, IDisposable
{
    private readonly OpenCredential _credential;
    private readonly Func<string, int, CancellationToken, ValueTask<Stream>> _dial;

    internal OpenConnection(
        ConnectionRow row,
        JsonElement settings,
        OpenCredential credential,
        HttpClient http,
        Func<string, int, CancellationToken, ValueTask<Stream>> dial
    )
    {
        (Id, Name, Connector, Revision) = (row.Id, row.Name, row.Connector, row.Revision);
        (Settings, _credential, Http, _dial) = (settings, credential, http, dial);
    }

    public string Name { get; }

    public string Connector { get; }

    public JsonElement Settings { get; }

    public HttpClient Http { get; }

    /// <summary>Certificate that TLS shows; null for none, and before the first call.</summary>
    public X509Certificate2? Certificate => _credential.HasCertificate ? _credential.Certificate : null;

    /// <summary>Id of the stored connection.</summary>
    public string Id { get; }

    /// <summary>Revision of the stored connection that it was opened from.</summary>
    public long Revision { get; }

    public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
        _credential.LeaseAsync(cancellationToken);

    public ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken) => _dial(host, port, cancellationToken);

    public void Dispose() => Http.Dispose();
}
