namespace FlowEngine.Connecting;

/// <summary>
/// Entry point of a plug-in: exactly one public class with a parameterless constructor implements it. Plug-ins are trusted
/// code; they reference this assembly only and are loaded apart from each other.
/// </summary>
public interface IConnectorPlugin
{
    /// <summary>The connectors that the plug-in brings. Read once, when it is loaded; return quickly and call nobody.</summary>
    IEnumerable<ConnectorDefinition> Connectors { get; }
}

/// <summary>The contract between FlowStudio and its connectors.</summary>
public static class ConnectorContract
{
    /// <summary>
    /// Version of the contract. The first number changes when plug-ins have to be built again, the second when something was
    /// added that older versions do not have.
    /// </summary>
    public static Version Version { get; } = new(1, 1);
}
