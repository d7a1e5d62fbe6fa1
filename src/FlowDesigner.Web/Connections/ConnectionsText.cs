namespace FlowDesigner.Web.Connections;

/// <summary>Marks the texts about connections, their credentials and environments.</summary>
internal sealed class ConnectionsText;
