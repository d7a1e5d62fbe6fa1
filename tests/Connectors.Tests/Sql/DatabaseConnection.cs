using System.Net.Sockets;
using System.Text.Json;
using FlowEngine.Connecting;

namespace Connectors.Tests.Sql;

/// <summary>A connection without vault; its dialer remembers who was called and may refuse.</summary>
internal sealed class DatabaseConnection(object settings, string? user = null, string? password = null, string name = "db") : IConnection
{
    public string Name => name;

    public string Connector => "sql";

    public JsonElement Settings { get; } = JsonSerializer.SerializeToElement(settings);

    public HttpClient Http => throw new InvalidOperationException("A database speaks no HTTP.");

    public List<string> Dialled { get; } = [];

    /// <summary>Where names lead; by default to themselves.</summary>
    public Dictionary<string, string> Names { get; } = [];

    public ConnectionRefusedException? Refusal { get; init; }

    public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken)
    {
        var secret = new Dictionary<string, string>();
        if (user is not null)
        {
            (secret["username"], secret["password"]) = (user, password ?? "");
        }

        return new(secret);
    }

    public async ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken)
    {
        Dialled.Add($"{host}:{port}");
        if (Refusal is not null)
        {
            throw Refusal;
        }

        var client = new TcpClient();
        await client.ConnectAsync(Names.GetValueOrDefault(host, host), port, cancellationToken);
        return client.GetStream();
    }
}
