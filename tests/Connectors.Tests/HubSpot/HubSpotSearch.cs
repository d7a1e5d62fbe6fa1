using System.Globalization;
using System.Text.Json.Nodes;
using Connectors.Tests.Described;

namespace Connectors.Tests.HubSpot;

/// <summary>Search of the account: the operators that the tests use, groups, sorting and pages.</summary>
internal static class HubSpotSearch
{
    public static VendorAnswer Answer(IReadOnlyList<JsonObject> records, JsonObject body, Func<string, string, IEnumerable<string>> linkedTo)
    {
        var groups = (body["filterGroups"] as JsonArray ?? []).Select(g => (JsonArray)g!["filters"]!).ToList();
        var query = (string?)body["query"];
        var found = records
            .Where(r => query is null || Words(r).Contains(query, StringComparison.OrdinalIgnoreCase))
            .Where(r => groups.Count == 0 || groups.Exists(g => g.All(f => Fits(r, (JsonObject)f!))))
            .ToList();
        if ((body["sorts"] as JsonArray)?.Select(s => (string)s!).FirstOrDefault() is { } sort)
        {
            found = [.. found.OrderBy(r => Of(r, sort.TrimStart('-')), StringComparer.Ordinal)];
            if (sort[0] == '-')
            {
                found.Reverse();
            }
        }

        var start = int.Parse((string?)body["after"] ?? "0", CultureInfo.InvariantCulture);
        var size = (int?)body["limit"] ?? 10;
        var page = new JsonObject
        {
            ["total"] = found.Count,
            ["results"] = new JsonArray([.. found.Skip(start).Take(size).Select(r => Shown(r, body))]),
        };
        if (found.Count > start + size)
        {
            page["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = (start + size).ToString(CultureInfo.InvariantCulture) } };
        }

        return new VendorAnswer(200, page);

        bool Fits(JsonObject record, JsonObject filter)
        {
            var name = (string)filter["propertyName"]!;
            var have = name.StartsWith("associations.", StringComparison.Ordinal)
                ? linkedTo((string)record["id"]!, $"{name["associations.".Length..]}s").FirstOrDefault()
                : Of(record, name);
            var value = (string?)filter["value"];
            return (string)filter["operator"]! switch
            {
                "EQ" => string.Equals(have, value, StringComparison.OrdinalIgnoreCase),
                "NEQ" => !string.Equals(have, value, StringComparison.OrdinalIgnoreCase),
                "HAS_PROPERTY" => have is not null,
                "NOT_HAS_PROPERTY" => have is null,
                "IN" => ((JsonArray)filter["values"]!).Any(v => (string?)v == have),
                "BETWEEN" => Number(have) >= Number(value) && Number(have) <= Number((string?)filter["highValue"]),
                var other => throw new NotSupportedException(other),
            };
        }
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string? Of(JsonObject record, string name) => (string?)record["properties"]![name];

    private static string Words(JsonObject record) => string.Join(' ', ((JsonObject)record["properties"]!).Select(p => (string?)p.Value));

    private static JsonNode Shown(JsonObject record, JsonObject body)
    {
        var shown = record.DeepClone();
        shown["properties"] = new JsonObject(((JsonArray)body["properties"]!).Select(p => KeyValuePair.Create((string)p!, (JsonNode?)Of(record, (string)p!))));
        return shown;
    }
}
