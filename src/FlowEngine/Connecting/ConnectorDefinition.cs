using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting;

/// <summary>What a connector is: its settings, credential kinds, hosts and health probe. Immutable.</summary>
/// <param name="Key">Permanent key, lower case, for example <c>woocommerce</c>.</param>
/// <param name="Title">Name shown to the admin.</param>
/// <param name="Summary">One sentence on what it connects to.</param>
/// <param name="Icon">Key of an icon of the designer.</param>
/// <param name="Settings">Non-secret settings, for example the address of the shop.</param>
/// <param name="Credentials">Kinds of credential it takes; empty when it needs none.</param>
/// <param name="BaseAddress">Absolute address that its calls start from, made of the settings; null when it speaks no HTTP.</param>
/// <param name="Probe">Harmless call that shows whether the connection works; null when there is none.</param>
public sealed record ConnectorDefinition(
    string Key,
    string Title,
    string Summary,
    string Icon,
    IReadOnlyList<FieldDefinition> Settings,
    IReadOnlyList<CredentialKind> Credentials,
    Func<JsonElement, Uri?>? BaseAddress = null,
    ConnectionProbe? Probe = null
);

/// <summary>Tests a connection by a harmless call.</summary>
/// <param name="connection">The connection, open.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>What was found, in words for the admin.</returns>
public delegate Task<ProbeResult> ConnectionProbe(IConnection connection, CancellationToken cancellationToken);

/// <summary>Outcome of a connection test.</summary>
/// <param name="Ok">True when the connection works.</param>
/// <param name="Message">Sentence for the admin: what happened and what to do; never holds a secret.</param>
public sealed record ProbeResult(bool Ok, string Message);
