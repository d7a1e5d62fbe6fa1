using FlowEngine.Connecting;

namespace Acme.Loyalty;

/// <summary>Entry point of the plug-in.</summary>
public sealed class LoyaltyPlugin : IConnectorPlugin
{
    /// <inheritdoc/>
    public IEnumerable<ConnectorDefinition> Connectors => [LoyaltyConnector.Definition];
}
