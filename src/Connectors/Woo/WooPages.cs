using System.Globalization;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Walks the pages of a list until enough is found.</summary>
internal static class WooPages
{
    /// <summary>Most pages that one node reads, so that a fuzzy search in a large shop ends.</summary>
    internal const int MaxPages = 10;

    /// <summary>Collects items.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="path">Path of the list.</param>
    /// <param name="query">Filters of the list, without paging.</param>
    /// <param name="fits">Says whether an item is wanted.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The items, or why the list could not be read; and whether there are pages that were not read.</returns>
    public static async Task<(List<JsonElement> Items, NodeError? Error, bool More)> CollectAsync(
        OperationCall call,
        string path,
        IReadOnlyList<KeyValuePair<string, string>> query,
        Func<JsonElement, bool> fits,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var items = new List<JsonElement>();
        var pageSize = Math.Clamp(limit, 10, 100).ToString(CultureInfo.InvariantCulture);
        for (var page = 1; ; page++)
        {
            var paging = new KeyValuePair<string, string>[]
            {
                new("per_page", pageSize),
                new("page", page.ToString(CultureInfo.InvariantCulture)),
            };
            var answer = await WooApi.ListAsync(call, path, [.. query, .. paging], cancellationToken).ConfigureAwait(false);
            if (answer is not WooAnswer.Found found)
            {
                return (items, (answer as WooAnswer.Failed)?.Error, More: false);
            }

            items.AddRange(found.Value.EnumerateArray().Where(fits).Take(limit - items.Count));
            if (items.Count >= limit || page >= found.TotalPages || page == MaxPages)
            {
                return (items, null, page < found.TotalPages);
            }
        }
    }
}
