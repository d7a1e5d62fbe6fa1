using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Understanding.Entities;
using FlowRuntime.Connections;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Names that settings can point to beside those of the flow itself.</summary>
/// <param name="flows">Flows of the bot by id.</param>
/// <param name="connections">Connections of the installation; empty when they cannot be read.</param>
/// <param name="useConnection">Adds a connection to the bot.</param>
internal sealed class BotNames(
    IReadOnlyList<FieldOption> flows,
    IReadOnlyList<ConnectionSummary> connections,
    Func<string, string, Task> useConnection
)
{
    public static IReadOnlyList<FieldOption> BuiltInEntities { get; } =
        [
            new(EntityKinds.Text, EntityWords.KeyOf(EntityKinds.Text)),
            .. EntityKinds.All.Where(EntityKinds.BuiltIn.Contains).Select(k => new FieldOption(k, EntityWords.KeyOf(k))),
            new("file", TextKey.Of("a file")),
            new("choice", TextKey.Of("one of the answers below")),
            new("confirm", TextKey.Of("yes or no")),
        ];

    public IReadOnlyList<FieldOption> Flows { get; private set; } = flows;

    /// <summary>Adds a flow of the bot that was made just now.</summary>
    public void AddFlow(FieldOption flow) => Flows = [.. Flows, flow];

    /// <summary>Connections of the bot first, then others of the same connector that the bot could use.</summary>
    public IEnumerable<FieldOption> ConnectionsFor(string? connector, BotDefinition bot, IStringLocalizer<EditorText> text)
    {
        var own = bot.Connections.Where(c => connector is null || c.Value == connector).Select(c => new FieldOption(c.Key, c.Key));
        var others = connections
            .Where(c => (connector is null || c.Connector == connector) && !bot.Connections.ContainsKey(c.Name))
            .Select(c => new FieldOption(c.Name, text["{0} (new for this bot)", c.Name]));
        return own.Concat(others);
    }

    public async Task UseConnectionAsync(string name)
    {
        if (connections.FirstOrDefault(c => c.Name == name) is { } connection)
        {
            await useConnection(name, connection.Connector);
        }
    }

    /// <summary>Adds a connection to the bot that was made just now.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="connector">Key of its connector.</param>
    /// <returns>When the bot is saved.</returns>
    public Task UseConnectionAsync(string name, string connector) => useConnection(name, connector);
}
