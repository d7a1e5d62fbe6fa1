using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Library.Finding;

/// <summary>Searches the texts of bots.</summary>
internal static class BotSearch
{
    /// <summary>Most places that are shown.</summary>
    public const int Most = 100;

    /// <summary>Finds words in every field of every flow, in intents, entities, variables, notes and tests.</summary>
    /// <param name="bots">The bots.</param>
    /// <param name="catalog">Tells what the settings of nodes are.</param>
    /// <param name="words">What is searched; upper and lower case are alike.</param>
    /// <returns>The places, at most one more than <see cref="Most"/>; one a node's field however often it stands there.</returns>
    public static IReadOnlyList<Found> Find(IEnumerable<BotBundle> bots, NodeCatalog catalog, string words)
    {
        var wanted = words.Trim();
        return wanted.Length == 0
            ? []
            :
            [
                .. bots.SelectMany(bundle => BotTexts.Of(bundle, catalog).Select(spot => new Found(bundle, spot)))
                    .Where(found => found.Spot.Text.Contains(wanted, StringComparison.CurrentCultureIgnoreCase))
                    .Take(Most + 1),
            ];
    }
}

/// <summary>A text that was found.</summary>
/// <param name="Bundle">Its bot.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record Found(BotBundle Bundle, Spot Spot);
