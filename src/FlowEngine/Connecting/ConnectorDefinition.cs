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
)
{
    /// <summary>Who made it, for the admin; empty for FlowStudio itself.</summary>
    public string Publisher { get; init; } = "";

    /// <summary>Version of the connector, for the admin; empty when it comes with FlowStudio.</summary>
    public string Version { get; init; } = "";

    /// <summary>What it can do; each is a node type by itself, besides the nodes that are registered by hand.</summary>
    public IReadOnlyList<OperationDefinition> Operations { get; init; } = [];

    /// <summary>What the other system tells by itself, by webhook.</summary>
    public IReadOnlyList<ConnectorTrigger> Triggers { get; init; } = [];

    /// <summary>How fast one connection may call, for all flows together; null for no limit but the other side's.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Hosts that a connection may talk to besides the base address's, made of its settings; null for none.</summary>
    public Func<JsonElement, IReadOnlyList<string>>? Hosts { get; init; }

    /// <summary>Id of the plug-in that brought it; null when it comes with FlowStudio or from an import.</summary>
    public string? Plugin { get; init; }

    /// <summary>True when its operations need a connection: it has settings, credentials or an address.</summary>
    public bool NeedsConnection => Settings.Count > 0 || Credentials.Count > 0 || BaseAddress is not null;
}
