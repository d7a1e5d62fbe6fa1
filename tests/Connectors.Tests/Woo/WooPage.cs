using System.Globalization;
using System.Text.Json.Nodes;
using Connectors.Tests.Described;

namespace Connectors.Tests.Woo;

/// <summary>A page of a list as WordPress gives it.</summary>
internal static class WooPage
{
    public static VendorAnswer Of(IReadOnlyList<JsonObject> items, IReadOnlyDictionary<string, string> query)
    {
        var size = int.Parse(query.GetValueOrDefault("per_page", "10"), CultureInfo.InvariantCulture);
        var page = int.Parse(query.GetValueOrDefault("page", "1"), CultureInfo.InvariantCulture);
        return new VendorAnswer(200, new JsonArray([.. items.Skip((page - 1) * size).Take(size).Select(i => i.DeepClone())]))
        {
            Headers = new Dictionary<string, string>
            {
                ["X-WP-Total"] = items.Count.ToString(CultureInfo.InvariantCulture),
                ["X-WP-TotalPages"] = ((items.Count + size - 1) / size).ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    public static bool Finds(JsonObject item, IReadOnlyDictionary<string, string> query) =>
        (!query.TryGetValue("status", out var status) || (string?)item["status"] == status)
        && (!query.TryGetValue("after", out var after) || string.CompareOrdinal((string?)item["date_created"], after) > 0)
        && (!query.TryGetValue("search", out var search) || item.ToJsonString().Contains(search, StringComparison.OrdinalIgnoreCase));
}
