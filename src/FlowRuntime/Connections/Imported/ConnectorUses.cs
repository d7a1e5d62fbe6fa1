using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowRuntime.Connections.Imported;

/// <summary>Finds the nodes of all bots, in drafts and live versions, that something is the matter with.</summary>
internal sealed class ConnectorUses(IFlowLibrary library)
{
    /// <summary>Finds nodes.</summary>
    /// <param name="matter">What is the matter with a node; nothing when it does not matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The nodes, by bot, drafts first.</returns>
    public async Task<IReadOnlyList<BrokenNode>> FindAsync(Func<FlowNode, IEnumerable<string>> matter, CancellationToken cancellationToken)
    {
        var found = new List<BrokenNode>();
        foreach (var bot in await library.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await library.FindAsync(bot.Id, cancellationToken).ConfigureAwait(false) is { } draft)
            {
                found.AddRange(In(draft.Bundle, null, matter));
            }

            if (bot.LiveVersion is { } live && await library.FindVersionAsync(bot.Id, live, cancellationToken).ConfigureAwait(false) is { } version)
            {
                found.AddRange(In(version, live, matter));
            }
        }

        return found;
    }

    private static IEnumerable<BrokenNode> In(BotBundle bundle, int? version, Func<FlowNode, IEnumerable<string>> matter) =>
        bundle.Flows.Values.SelectMany(flow =>
            flow.Nodes.SelectMany(node =>
                matter(node.Value).Select(message => new BrokenNode(bundle.Bot.Id, version, flow.Id, node.Key, message))
            )
        );
}
