using FlowEngine.Definition;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>Where a name of a connection leads in an environment.</summary>
internal enum BindingKind
{
    /// <summary>To a connection that the environment binds itself.</summary>
    Own,

    /// <summary>To the connection of <c>live</c>: the environment falls back to it.</summary>
    Live,

    /// <summary>To none: calls fail.</summary>
    Missing,
}

/// <summary>A connection that a bot uses, seen from an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Where the name leads.</param>
internal sealed record Binding(string Name, BindingKind Kind)
{
    /// <summary>Finds where the names of a bot lead.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="connections">Every connection of every environment.</param>
    /// <returns>One entry a name, in the order of the bot.</returns>
    public static IReadOnlyList<Binding> Of(BotDefinition bot, ConnectionEnvironment environment, IReadOnlyList<ConnectionSummary> connections) =>
        [.. bot.Connections.Keys.Select(name => new Binding(name, KindOf(name, environment, connections)))];

    private static BindingKind KindOf(string name, ConnectionEnvironment environment, IReadOnlyList<ConnectionSummary> connections) =>
        IsBound(name, environment.Name, connections) ? BindingKind.Own
        : environment.FallsBack && IsBound(name, ConnectionEnvironment.Live, connections) ? BindingKind.Live
        : BindingKind.Missing;

    private static bool IsBound(string name, string environment, IReadOnlyList<ConnectionSummary> connections) =>
        connections.Any(c => c.Name == name && c.Environment == environment);
}
