using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Usage;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Connections;

/// <summary>What the list of connections shows. Plain state, tested without a browser.</summary>
/// <param name="text">Texts of this folder.</param>
/// <param name="connectors">The connectors of the installation.</param>
internal sealed class ConnectionView(IStringLocalizer<ConnectionsText> text, ConnectorCatalog connectors)
{
    /// <summary>The connections of all environments; null while they are being read.</summary>
    public IReadOnlyList<ConnectionSummary>? All { get; set; }

    /// <summary>The environments, <c>live</c> first.</summary>
    public IReadOnlyList<ConnectionEnvironment> Environments { get; set; } = [];

    /// <summary>Flows that use each connection.</summary>
    public ILookup<string, ConnectionUsage> Uses { get; set; } = Array.Empty<ConnectionUsage>().ToLookup(u => u.Connection);

    /// <summary>Words to find.</summary>
    public string Search { get; set; } = "";

    /// <summary>Whether only those are shown that need the admin.</summary>
    public bool OnlyBroken { get; set; }

    /// <summary>The connections by name, each with the targets that environments bind.</summary>
    /// <param name="now">Now, UTC.</param>
    public IReadOnlyList<ConnectionEntry> Entries(DateTimeOffset now) =>
        [
            .. (All ?? [])
                .GroupBy(c => c.Name)
                .Select(g => new ConnectionEntry(g.Key, [.. g.OrderBy(c => PlaceOf(c.Environment))], now, text))
                .OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Those of them that fit the search.</summary>
    /// <param name="entries">All entries.</param>
    public IEnumerable<ConnectionEntry> Shown(IEnumerable<ConnectionEntry> entries) =>
        entries.Where(e => (!OnlyBroken || e.Health.NeedsAdmin) && Matches(e));

    /// <summary>The connector of a connection; null when the installation has none of this key.</summary>
    public ConnectorDefinition? ConnectorOf(string key) => connectors.TryGet(key, out var connector) ? connector : null;

    private bool Matches(ConnectionEntry entry)
    {
        var words = Search.Trim();
        return entry.Name.Contains(words, StringComparison.OrdinalIgnoreCase)
            || entry.Main.Owner?.Contains(words, StringComparison.OrdinalIgnoreCase) == true
            || (ConnectorOf(entry.Main.Connector)?.Title ?? entry.Main.Connector).Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private int PlaceOf(string environment)
    {
        var index = Environments.TakeWhile(e => e.Name != environment).Count();
        return environment == ConnectionEnvironment.Live ? -1 : index;
    }
}

/// <summary>A connection with the targets that environments bind to its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bindings">Its targets, that of <c>live</c> first; at least one.</param>
/// <param name="Now">Now, UTC.</param>
/// <param name="Text">Texts of any folder.</param>
public sealed record ConnectionEntry(string Name, IReadOnlyList<ConnectionSummary> Bindings, DateTimeOffset Now, IStringLocalizer Text)
{
    /// <summary>The target that stands for the connection in a list.</summary>
    public ConnectionSummary Main => Bindings[0];

    /// <summary>The worst of its targets.</summary>
    public (ConnectionSummary Target, Health Health) Worst => Bindings.Select(b => (b, Health.Of(Text, b, Now))).MaxBy(p => p.Item2.Weight);

    /// <summary>How the worst of its targets is.</summary>
    public Health Health => Worst.Health;

    /// <summary>Last call over any of its targets, UTC; null when never.</summary>
    public DateTimeOffset? LastUsedAt => Bindings.Max(b => b.LastUsedAt);

    /// <summary>Whether an environment binds it.</summary>
    public bool IsBoundIn(string environment) => Bindings.Any(b => b.Environment == environment);
}
