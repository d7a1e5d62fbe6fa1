using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Merging;

/// <summary>A version that an imported flow may have begun with.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Words">What it is called.</param>
/// <param name="Flow">The flow in it.</param>
public sealed record MergeOrigin(int Version, string Words, FlowDefinition Flow)
{
    /// <summary>Versions looked at, the newest.</summary>
    private const int Most = 50;

    /// <summary>Finds the versions that hold a flow, the one that is most like the imported flow first.</summary>
    /// <param name="library">Where versions are.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="flowId">The flow that is edited.</param>
    /// <param name="imported">The flow that was read.</param>
    /// <param name="text">Texts of the editor.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The versions; none when the flow was never published.</returns>
    public static async Task<IReadOnlyList<MergeOrigin>> FindAsync(
        IFlowLibrary library,
        string botId,
        string flowId,
        FlowDefinition imported,
        IStringLocalizer<EditorText> text,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(imported);
        var origins = new List<MergeOrigin>();
        foreach (var version in (await library.ListVersionsAsync(botId, cancellationToken)).Take(Most))
        {
            var bundle = await library.FindVersionAsync(botId, version.Version, cancellationToken);
            if (bundle?.Flows.GetValueOrDefault(flowId) is { } flow)
            {
                var name = version.Name is { } given ? text["Version {0}: {1}", version.Version, given] : text["Version {0}", version.Version];
                origins.Add(new MergeOrigin(version.Version, name, flow));
            }
        }

        return [.. origins.OrderBy(o => Distance(o.Flow, imported))];
    }

    private static int Distance(FlowDefinition origin, FlowDefinition imported)
    {
        var difference = FlowComparison.Compare(origin, imported with { Id = origin.Id });
        return difference.Settings.Count + difference.Nodes.Sum(n => 1 + n.Values.Count);
    }
}
