using System.Text.Json;
using FlowEngine.Connecting;

namespace Connectors.Sql;

/// <summary>Settings of a connection, read. A closed set.</summary>
internal abstract record SqlSettings
{
    private const int DefaultPort = 5432;

    private SqlSettings() { }

    /// <summary>A PostgreSQL server.</summary>
    /// <param name="Host">Name or address.</param>
    /// <param name="Port">TCP port.</param>
    /// <param name="Database">Name of the database.</param>
    /// <param name="Tls">Whether and how the line is encrypted.</param>
    /// <param name="RootCertificate">Authority that the server's certificate must come from, base64 or PEM; null for those of this machine.</param>
    internal sealed record Server(string Host, int Port, string Database, TlsMode Tls, string? RootCertificate) : SqlSettings;

    /// <summary>A SQLite file.</summary>
    /// <param name="Path">Path below the folder of database files.</param>
    internal sealed record File(string Path) : SqlSettings;

    /// <summary>Reads the settings of a connection.</summary>
    /// <param name="settings">A JSON object.</param>
    /// <returns>What they say.</returns>
    /// <exception cref="ConnectionRefusedException">They are not complete (<c>connection.settings</c>).</exception>
    public static SqlSettings Read(JsonElement settings) =>
        Text(settings, "engine") switch
        {
            "sqlite" => new File(Needed(settings, "file", "File")),
            "postgresql" => new Server(
                Needed(settings, "host", "Host"),
                settings.TryGetProperty("port", out var port) && port.ValueKind is JsonValueKind.Number
                    ? port.TryGetInt32(out var number) && number is > 0 and < 65_536
                        ? number
                        : throw Refused("The port is a whole number from 1 to 65535.")
                    : DefaultPort,
                Needed(settings, "database", "Database"),
                Text(settings, "tls") switch
                {
                    null or "" or "verify" => TlsMode.Verify,
                    "encrypt" => TlsMode.Encrypt,
                    "off" => TlsMode.Off,
                    _ => throw Refused("Encryption is verify, encrypt or off."),
                },
                Text(settings, "rootCertificate") is { Length: > 0 } certificate ? certificate : null
            ),
            _ => throw Refused("The kind of the database is postgresql or sqlite."),
        };

    private static string Needed(JsonElement settings, string name, string label) =>
        Text(settings, name) is { Length: > 0 } text ? text : throw Refused($"{label} is missing.");

    private static string? Text(JsonElement settings, string name) =>
        settings.ValueKind is JsonValueKind.Object
        && settings.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()!.Trim() // a string element has a string
            : null;

    private static ConnectionRefusedException Refused(string what) =>
        new("connection.settings", $"{what} Complete the connection's settings.");
}

/// <summary>Whether and how a line is encrypted.</summary>
internal enum TlsMode
{
    /// <summary>Encrypted, and the server's certificate must be valid for its name.</summary>
    Verify,

    /// <summary>Encrypted, but whoever answers is believed.</summary>
    Encrypt,

    /// <summary>Plain.</summary>
    Off,
}
