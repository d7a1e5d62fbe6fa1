using FlowDesigner.Web.Library.Finding;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Library.Renaming;

/// <summary>Where a thing is declared in the documents of its bot.</summary>
internal static class Declaration
{
    /// <summary>Gives the declaration another name; its place among the others stays.</summary>
    /// <param name="bundle">The bot.</param>
    /// <param name="thing">What is renamed; may be undeclared, as a variable can.</param>
    /// <param name="name">The name.</param>
    /// <returns>The bot with the other name.</returns>
    public static BotBundle Rename(BotBundle bundle, Thing thing, string name)
    {
        var bot = bundle.Bot;
        return thing switch
        {
            { Kind: ThingKind.Variable, FlowId: { } id } => bundle with
            {
                Flows = Changed(bundle.Flows, id, flow => flow with { Variables = Keyed(flow.Variables, thing.Name, name) }),
            },
            { Kind: ThingKind.Variable } => bundle with { Bot = bot with { Variables = Keyed(bot.Variables, thing.Name, name) } },
            { Kind: ThingKind.Connection } => bundle with { Bot = bot with { Connections = Keyed(bot.Connections, thing.Name, name) } },
            { Kind: ThingKind.Intent } => bundle with { Bot = bot with { Intents = Keyed(bot.Intents, thing.Name, name) } },
            { Kind: ThingKind.Entity } => bundle with { Bot = bot with { Entities = Keyed(bot.Entities, thing.Name, name) } },
            _ => bundle with
            {
                Bot = bot.Mocks is { } mocks ? bot with { Mocks = Keyed(mocks, thing.Name, name) } : bot,
                Flows = Keyed(Changed(bundle.Flows, thing.Name, flow => flow with { Id = name }), thing.Name, name),
            },
        };
    }

    private static OrderedDictionary<string, FlowDefinition> Changed(
        IReadOnlyDictionary<string, FlowDefinition> flows,
        string id,
        Func<FlowDefinition, FlowDefinition> change
    ) => new(flows.Select(f => KeyValuePair.Create(f.Key, f.Key == id ? change(f.Value) : f.Value)), StringComparer.Ordinal);

    private static OrderedDictionary<string, T> Keyed<T>(IReadOnlyDictionary<string, T> source, string from, string to) =>
        new(source.Select(e => KeyValuePair.Create(e.Key == from ? to : e.Key, e.Value)), StringComparer.Ordinal);
}
