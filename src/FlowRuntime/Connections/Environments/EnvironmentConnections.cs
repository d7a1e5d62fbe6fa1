using FlowEngine.Connecting;
using FlowRuntime.Library;

namespace FlowRuntime.Connections;

/// <summary>Connections that lead elsewhere in other environments. As a source by itself, those of <c>live</c>.</summary>
internal interface IEnvironmentConnections : IConnectionSource
{
    /// <summary>The connections of an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>A source that opens what the environment binds, or falls back as it is set.</returns>
    IConnectionSource In(string environment);
}

/// <summary>Leads names of connections to what the environment of a bot binds.</summary>
internal static class EnvironmentConnections
{
    /// <summary>The connections of the environment of an address.</summary>
    /// <param name="source">The connections of <c>live</c>.</param>
    /// <param name="address">A <see cref="BotAddress"/> as text.</param>
    /// <returns>A source; the same for a live bot, and where connections know of no environments.</returns>
    public static IConnectionSource For(this IConnectionSource source, string address) =>
        source is IEnvironmentConnections environments ? environments.In(BotAddress.Parse(address).Environment) : source;
}
