using System.Text.Json;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections;

/// <summary>An open connection, shared by all runs that use it until it is changed. Thread-safe.</summary>
internal sealed class OpenConnection : IConnection, IDisposable
{
    private readonly IReadOnlyDictionary<string, string> _secret;
    private readonly Func<string, int, CancellationToken, ValueTask<Stream>> _dial;

    internal OpenConnection(
        ConnectionRow row,
        JsonElement settings,
        IReadOnlyDictionary<string, string> secret,
        HttpClient http,
        Func<string, int, CancellationToken, ValueTask<Stream>> dial
    )
    {
        (Name, Connector, Revision) = (row.Name, row.Connector, row.Revision);
        (Settings, _secret, Http, _dial) = (settings, secret, http, dial);
    }

    public string Name { get; }

    public string Connector { get; }

    public JsonElement Settings { get; }

    public HttpClient Http { get; }

    /// <summary>Revision of the stored connection that it was opened from.</summary>
    public long Revision { get; }

    public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(_secret);

    public ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken) => _dial(host, port, cancellationToken);

    public void Dispose() => Http.Dispose();
}
