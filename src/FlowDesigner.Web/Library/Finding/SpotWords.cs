using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Library.Finding;

/// <summary>Says in words where a text stands.</summary>
internal static class SpotWords
{
    /// <summary>What the text belongs to: a node, an intent, a note.</summary>
    public static string Title(IStringLocalizer<LibraryText> text, BotBundle bundle, NodeCatalog catalog, Spot spot) =>
        spot.Part switch
        {
            SpotPart.Setting or SpotPart.Node => TitleOf(text.From<NodeText>(), bundle, catalog, spot),
            SpotPart.Intent => text["Intent {0}", spot.Owner!],
            SpotPart.Entity => text["Entity {0}", spot.Owner!],
            SpotPart.Connection => text["Connection {0}", spot.Owner!],
            SpotPart.Variable => text["Variable {0}", spot.Owner!],
            SpotPart.Test => text["Test {0}", NameOfTest(bundle, spot)],
            SpotPart.Note => text["Note"],
            SpotPart.Group => text["Frame {0}", spot.Text],
            SpotPart.Flow => bundle.Flows[spot.FlowId!].Name, // it is its flow
            SpotPart.Fallback => text["Fallback"],
            SpotPart.Command => text["Command of the dialogue"],
            SpotPart.Suggestion => text["Suggestion of the dialogue"],
            SpotPart.Opinion => text["Second opinion"],
            _ => bundle.Bot.Name,
        };

    /// <summary>Where that is: the flow and the setting.</summary>
    public static string Place(IStringLocalizer<LibraryText> text, BotBundle bundle, Spot spot)
    {
        var flow = spot.FlowId is { } id && bundle.Flows.TryGetValue(id, out var found) ? found.Name : bundle.Bot.Name;
        return spot.Part == SpotPart.Setting && Setting(text.From<NodeText>(), spot) is { } label ? $"{flow} · {label}" : flow;
    }

    /// <summary>Address that opens it; null where nothing shows it.</summary>
    public static string? Address(BotBundle bundle, Spot spot) =>
        spot switch
        {
            { FlowId: { } flow, NodeId: { } node } => $"/bots/{bundle.Bot.Id}/flows/{flow}?node={node}",
            { FlowId: { } flow } => $"/bots/{bundle.Bot.Id}/flows/{flow}",
            // Intents, entities and the bot's variables are edited beside any flow.
            { Part: SpotPart.Intent or SpotPart.Entity or SpotPart.Variable } when bundle.Flows.Keys.FirstOrDefault() is { } any =>
                $"/bots/{bundle.Bot.Id}/flows/{any}",
            { Part: SpotPart.Test } => null,
            { Part: SpotPart.Command or SpotPart.Suggestion } => $"/bots/{bundle.Bot.Id}/dialogue",
            { Part: SpotPart.Opinion } => $"/bots/{bundle.Bot.Id}/understanding?show=opinion",
            _ => $"/bots/{bundle.Bot.Id}",
        };

    /// <summary>Tile and icon of what the text belongs to.</summary>
    public static (string Tile, string Icon) Look(BotBundle bundle, NodeCatalog catalog, Spot spot) =>
        spot.Part switch
        {
            SpotPart.Setting or SpotPart.Node when DefinitionOf(bundle, catalog, spot) is { } node => (
                $"k-{CanvasView.CategoryName(node.Category)}",
                node.Icon
            ),
            SpotPart.Intent => ("k-conversation", "intent"),
            SpotPart.Entity => ("k-data", "search"),
            SpotPart.Connection => ("k-connector", "plug"),
            SpotPart.Variable => ("k-data", "set"),
            SpotPart.Test => ("k-data", "flask"),
            SpotPart.Note => ("k-trigger", "note"),
            SpotPart.Group => ("k-logic", "group"),
            SpotPart.Flow => ("k-logic", "branch"),
            _ => ("k-data", "robot"),
        };

    private static string TitleOf(IStringLocalizer<NodeText> words, BotBundle bundle, NodeCatalog catalog, Spot spot) =>
        bundle.Flows[spot.FlowId!].Nodes[spot.NodeId!] is { Name: { } name } // a node lies in a flow
            ? name
            : DefinitionOf(bundle, catalog, spot) is { } definition ? words[definition.Title] : spot.NodeId!;

    private static NodeDefinition? DefinitionOf(BotBundle bundle, NodeCatalog catalog, Spot spot)
    {
        var node = bundle.Flows[spot.FlowId!].Nodes[spot.NodeId!];
        return catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;
    }

    private static string? Setting(IStringLocalizer<NodeText> words, Spot spot) =>
        spot.Field is { } field ? words[field.Label] : spot.Path.Count > 0 ? spot.Path[0] : null;

    private static string NameOfTest(BotBundle bundle, Spot spot) =>
        bundle.Tests[spot.Owner!].TryGetProperty("name", out var name) && name.GetString() is { Length: > 0 } given ? given : spot.Owner!; // a test has an id
}
