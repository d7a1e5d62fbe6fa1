using FlowDesigner.Web.Editor.Canvas;
using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Library;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>Two versions of a bot beside each other, one of its flows in front. Knows nothing of Blazor.</summary>
internal sealed class VersionView
{
    private VersionView(BotDraft draft, IReadOnlyList<VersionSummary> versions, Sides sides, EditorState state, BotDifference all, FlowDifference flow) =>
        (Draft, Versions, Shown, State, All, Flow) = (draft, versions, sides, state, all, flow);

    /// <summary>The draft of the bot.</summary>
    public BotDraft Draft { get; }

    /// <summary>The published versions, newest first.</summary>
    public IReadOnlyList<VersionSummary> Versions { get; }

    /// <summary>The two that are compared.</summary>
    public Sides Shown { get; }

    /// <summary>Both versions of the flow in one, for the canvas.</summary>
    public EditorState State { get; }

    /// <summary>Everything that differs.</summary>
    public BotDifference All { get; }

    /// <summary>What differs in the flow in front.</summary>
    public FlowDifference Flow { get; }

    /// <summary>The published version that is shown; null for the draft.</summary>
    public VersionSummary? Chosen => Versions.FirstOrDefault(v => v.Version == Shown.To);

    /// <summary>What a side is called.</summary>
    /// <param name="version">Number of the version; null for the draft.</param>
    /// <returns>For example "Version 13" or "Draft".</returns>
    /// <param name="text">Texts of the editor.</param>
    public static string NameOf(int? version, IStringLocalizer<EditorText> text) => version is { } number ? text["Version {0}", number] : text["Draft"];

    /// <summary>Reads two versions.</summary>
    /// <param name="library">Where they are.</param>
    /// <param name="catalog">Node types of this installation.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="flowId">The flow in front.</param>
    /// <param name="to">The later version; null for the draft.</param>
    /// <param name="from">The earlier version; null for the one that the later one followed.</param>
    /// <param name="text">Texts of the editor.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Both; null when there is no such bot, version or flow.</returns>
    public static async Task<VersionView?> LoadAsync(
        IFlowLibrary library,
        NodeCatalog catalog,
        string botId,
        string flowId,
        int? to,
        int? from,
        IStringLocalizer<EditorText> text,
        CancellationToken cancellationToken
    )
    {
        if (await library.FindAsync(botId, cancellationToken) is not { } draft)
        {
            return null;
        }

        var versions = await library.ListVersionsAsync(botId, cancellationToken);
        var sides = new Sides(from ?? Before(versions, draft, to), to);
        var after = await BundleAsync(sides.To);
        var before = sides.From is null ? null : await BundleAsync(sides.From);
        var (old, now) = (before?.Flows.GetValueOrDefault(flowId), after?.Flows.GetValueOrDefault(flowId));
        if (after is null || (old is null && now is null))
        {
            return null;
        }

        var flow = FlowComparison.Compare(old, now);
        var both = new FlowDraft(Union(flow), 0, default, "");
        var state = new EditorState(catalog, after.Bot, both, readOnly: true) { Comparison = flow, T = text };
        return new VersionView(draft, versions, sides, state, BotComparison.Compare(before, after), flow);

        async Task<BotBundle?> BundleAsync(int? version) =>
            version is { } number ? await library.FindVersionAsync(botId, number, cancellationToken) : draft.Bundle;
    }

    /// <summary>A draft is compared with what is live, a version with the one before it.</summary>
    private static int? Before(IReadOnlyList<VersionSummary> versions, BotDraft draft, int? to) =>
        to is null ? draft.LiveVersion ?? versions.Select(v => (int?)v.Version).FirstOrDefault()
        : versions.Select(v => (int?)v.Version).FirstOrDefault(v => v < to);

    /// <summary>The later version with the nodes that the earlier one had besides; a place that is taken now moves aside.</summary>
    private static FlowDefinition Union(FlowDifference flow)
    {
        if ((flow.After ?? flow.Before) is not { } shown || flow.After is null || flow.Before is null)
        {
            return flow.After ?? flow.Before!; // a difference has one of both
        }

        var nodes = new OrderedDictionary<string, FlowNode>(shown.Nodes);
        var layout = new OrderedDictionary<string, NodePosition>(shown.Layout);
        foreach (var gone in flow.Nodes.Where(n => n.Kind == DifferenceKind.Removed))
        {
            nodes[gone.NodeId] = gone.Before!; // it was removed
            if (flow.Before.Layout.TryGetValue(gone.NodeId, out var place))
            {
                layout[gone.NodeId] = CardPlaces.Free(place, layout.Values);
            }
        }

        return shown with { Nodes = nodes, Layout = layout };
    }

    /// <summary>Two versions.</summary>
    /// <param name="From">Number of the earlier one; null for none, so that everything is new.</param>
    /// <param name="To">Number of the later one; null for the draft.</param>
    internal sealed record Sides(int? From, int? To);
}
