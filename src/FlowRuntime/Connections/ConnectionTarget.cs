using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Connections;

/// <summary>A connection in one environment, and what it may reach. Immutable.</summary>
/// <param name="Id">Its id: the name in <c>live</c>, <c>name@environment</c> elsewhere.</param>
/// <param name="Name">Its name.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="Allowed">Addresses it may reach.</param>
/// <param name="AllowHttp">True when it may send over plain http.</param>
internal sealed record ConnectionTarget(string Id, string Name, string Environment, AllowedAddresses Allowed, bool AllowHttp)
{
    /// <summary>Reads it from storage.</summary>
    /// <param name="row">The stored connection.</param>
    public static ConnectionTarget Of(ConnectionRow row) =>
        new(row.Id, row.Name, row.Environment, new AllowedAddresses(row.AllowLoopback, AllowedAddresses.Lines(row.AllowedAddresses)), row.AllowHttp);

    /// <summary>Id of a connection in an environment.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="environment">The environment.</param>
    public static string IdOf(string name, string environment) =>
        environment == ConnectionEnvironment.Live ? name : $"{name}@{environment}";
}
