using FlowDesigner.Web.Library.Finding;
using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Library;

/// <summary>Words for what has a name.</summary>
internal static class ThingWords
{
    /// <summary>Several of a kind.</summary>
    public static string Many(IStringLocalizer<LibraryText> text, ThingKind kind) =>
        kind switch
        {
            ThingKind.Variable => text["Variables"],
            ThingKind.Connection => text["Connections"],
            ThingKind.Intent => text["Intents"],
            ThingKind.Entity => text["Entities"],
            _ => text["Flows"],
        };

    /// <summary>What one is.</summary>
    public static string About(IStringLocalizer<LibraryText> text, BotBundle bundle, Thing thing) =>
        thing switch
        {
            { Kind: ThingKind.Variable, FlowId: { } flow } => text["Variable of {0}", bundle.Flows.GetValueOrDefault(flow)?.Name ?? flow],
            { Kind: ThingKind.Variable } => text["Variable of the bot"],
            { Kind: ThingKind.Connection } => text["Connection to {0}", bundle.Bot.Connections.GetValueOrDefault(thing.Name) ?? thing.Name],
            { Kind: ThingKind.Intent } => text["Intent"],
            { Kind: ThingKind.Entity } => text["Entity"],
            _ => text["Flow {0}", bundle.Flows.GetValueOrDefault(thing.Name)?.Name ?? thing.Name],
        };
}
