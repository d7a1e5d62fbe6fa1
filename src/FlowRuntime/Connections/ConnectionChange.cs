using System.Text.Json;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Connections;

/// <summary>A connection to save.</summary>
/// <param name="Connector">Key of its connector.</param>
/// <param name="Settings">JSON object with the connector's declared settings.</param>
/// <param name="Credential">
/// JSON object <c>{ "kind": "basic", …fields }</c>; undefined keeps the stored secret. A field may refer to an external vault:
/// <c>vault:name/path#key</c>.
/// </param>
/// <param name="AllowLoopback">True to reach this machine itself, for a demo or a test.</param>
/// <param name="AllowHttp">True to send over plain http.</param>
/// <param name="AllowedAddresses">
/// Addresses inside of this network that it may reach: <c>10.1.0.0/16</c>, <c>10.1.2.3</c> or <c>erp.example:8443</c>; null
/// keeps what is stored.
/// </param>
/// <param name="Calling">Limits of its calls; null keeps what is stored.</param>
public sealed record ConnectionChange(
    string Connector,
    JsonElement Settings,
    JsonElement Credential = default,
    bool AllowLoopback = false,
    bool AllowHttp = false,
    IReadOnlyList<string>? AllowedAddresses = null,
    CallingSettings? Calling = null
)
{
    /// <summary>The environment whose binding is saved.</summary>
    public string Environment { get; init; } = ConnectionEnvironment.Live;

    /// <summary>Who answers for it; null keeps what is stored, and means whoever creates it.</summary>
    public string? Owner { get; init; }

    /// <summary>When the credential ends, as the other system said; null keeps what is stored, and a new credential has none.</summary>
    public DateTimeOffset? CredentialExpiresAt { get; init; }

    /// <summary>Warn this many days before the credential ends, 0 to 365; null keeps what is stored, 14 at first.</summary>
    public int? WarnDays { get; init; }

    /// <summary>Minutes between the tests that happen by themselves, 1 to 1,440, 0 for none; null keeps what is stored, 15 at first.</summary>
    public int? ProbeMinutes { get; init; }
}
