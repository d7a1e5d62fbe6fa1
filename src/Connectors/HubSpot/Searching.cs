using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>
/// Search over records (https://developers.hubspot.com/docs/api-reference/search/guide): at most 5 groups of filters, 6 in a
/// group, 18 in all. A record can be found some seconds after it was written.
/// </summary>
internal static class Searching
{
    private const int LargestPage = 200;
    private const string BadFilter = "hubspot.filter";

    private static readonly FieldOption[] Operators =
    [
        new("EQ", "is"),
        new("NEQ", "is not"),
        new("LT", "is less than"),
        new("LTE", "is at most"),
        new("GT", "is more than"),
        new("GTE", "is at least"),
        new("BETWEEN", "is between"),
        new("IN", "is one of"),
        new("NOT_IN", "is none of"),
        new("HAS_PROPERTY", "is known"),
        new("NOT_HAS_PROPERTY", "is not known"),
        new("CONTAINS_TOKEN", "contains the word"),
        new("NOT_CONTAINS_TOKEN", "does not contain the word"),
    ];

    /// <summary>What can be searched.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("search", "Search records", "Searches contacts, companies, deals, tickets or notes of HubSpot.", RunAsync)
            {
                Card = "Searches {type} for {query}",
                Fields =
                [
                    HubSpotFields.Type("type", "What", "Type of the records.", "contacts"),
                    HubSpotFields.Text("query", "Words", "Words in the usual properties, such as name, e-mail address, phone or domain."),
                    new FieldDefinition(
                        "filters",
                        "Filters",
                        "Conditions; those with the same group number hold together, one group is enough.",
                        FieldKind.List,
                        Fields: FilterFields()
                    ),
                    new FieldDefinition("sortBy", "Sort by", "Internal name of a property; empty for the oldest first.", FieldKind.Text, Advanced: true),
                    new FieldDefinition("descending", "Largest first", "Sorts from large to small.", FieldKind.Boolean, Default: Json(false), Advanced: true),
                    new FieldDefinition("limit", "At most", "Number of records, 1 to 1,000.", FieldKind.Number, Default: Json(20), Advanced: true, Minimum: 1, Maximum: 1_000),
                    HubSpotFields.Read,
                ],
                Outputs =
                [
                    new PortDefinition(
                        HubSpotApi.Success,
                        "found",
                        "A list of records: id and properties.",
                        Shape: ValueShape.Sketch("[{ id: string, properties: object, createdAt: string, updatedAt: string, archived: boolean }]")
                    ),
                    new PortDefinition(HubSpotApi.NotFound, "not found", "No record fits, or there is nothing to search for."),
                ],
                Errors = HubSpotErrors.With(
                    new KeyValuePair<string, string>(BadFilter, "There are too many filters, a filter lacks a value, or there is neither a word nor a filter.")
                ),
                Check = Check,
            },
        ];

    private static async ValueTask<NodeResult> RunAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var query = HubSpotValues.Filled(call, "query");
        var (groups, problem) = Groups(call.Value("filters"));
        if (problem is not null)
        {
            return HubSpotApi.Fail(BadFilter, problem);
        }

        // A search without words and filters lists everybody: never meant where a visitor gave nothing.
        if (query is null && groups.Count == 0)
        {
            return new NodeResult.Completed(HubSpotApi.NotFound);
        }

        var type = call.Text("type") ?? "contacts";
        var limit = Math.Clamp(call.Whole("limit") ?? 20, 1, 1_000);
        var found = new List<JsonElement>();
        string? after = null;
        do
        {
            var body = Body(call, type, query, groups, Math.Min(limit - found.Count, LargestPage), after);
            var answer = await HubSpotApi
                .SendAsync(call, HttpMethod.Post, $"crm/v3/objects/{type}/search", body, cancellationToken)
                .ConfigureAwait(false);
            if (answer is not HubSpotAnswer.Done { Value: var page })
            {
                return HubSpotApi.Leave(answer, call);
            }

            var records = HubSpotJson.List(page, "results");
            found.AddRange(records);
            // An empty page with a cursor would go on for ever.
            after = records.Count == 0 ? null : page.TryGetProperty("paging", out var paging) ? HubSpotJson.Text(paging, "next", "after") : null;
        } while (after is not null && found.Count < limit);

        return HubSpotApi.Many([.. found.Take(limit)]);
    }

    private static JsonObject Body(OperationCall call, string type, string? query, IReadOnlyList<JsonArray> groups, int size, string? after)
    {
        var body = new JsonObject { ["limit"] = size };
        if (query is not null)
        {
            body["query"] = VendorText.Shorten(query, 2_999);
        }

        if (groups.Count > 0)
        {
            body["filterGroups"] = new JsonArray([.. groups.Select(g => new JsonObject { ["filters"] = g.DeepClone() })]);
        }

        if (HubSpotValues.Filled(call, "sortBy") is { } sortBy)
        {
            body["sorts"] = new JsonArray(call.IsSet("descending") ? $"-{sortBy}" : sortBy);
        }

        if (after is not null)
        {
            body["after"] = after;
        }

        string[] usual = type switch
        {
            "contacts" => ["email", "firstname", "lastname", "phone", "company", "lifecyclestage", "hubspot_owner_id"],
            "companies" => ["name", "domain", "phone", "city", "industry", "hubspot_owner_id"],
            "deals" => ["dealname", "dealstage", "pipeline", "amount", "closedate", "hubspot_owner_id"],
            "tickets" => ["subject", "content", "hs_pipeline_stage", "hs_ticket_priority", "hubspot_owner_id"],
            _ => ["hs_note_body", "hs_timestamp", "hubspot_owner_id"],
        };
        body["properties"] = new JsonArray([.. usual.Concat(call.Texts("read")).Distinct(StringComparer.Ordinal).Select(p => JsonValue.Create(p))]);
        return body;
    }

    private static (IReadOnlyList<JsonArray> Groups, string? Problem) Groups(JsonElement filters)
    {
        var groups = new SortedDictionary<int, JsonArray>();
        foreach (var filter in filters.ValueKind is JsonValueKind.Array ? filters.EnumerateArray() : default)
        {
            var property = HubSpotJson.Text(filter, "property")?.Trim() ?? "";
            var number = filter.TryGetProperty("group", out var group) && group.TryGetInt32(out var given) ? given : 1;
            var written = Filter(property, HubSpotJson.Text(filter, "operator") ?? "EQ", Given(filter, "value"), Given(filter, "highValue"));
            if (written is null)
            {
                return ([], $"The filter on {(property.Length > 0 ? property : "a property")} has no value. Give one, or ask for it before.");
            }

            groups.TryAdd(number, []);
            groups[number].Add(written);
        }

        return ([.. groups.Values], TooMany(groups.Values));
    }

    private static JsonObject? Filter(string property, string comparison, string? value, string? highValue)
    {
        var filter = new JsonObject { ["propertyName"] = property, ["operator"] = comparison };
        switch (comparison)
        {
            case "HAS_PROPERTY" or "NOT_HAS_PROPERTY":
                return filter;
            case "IN" or "NOT_IN":
                filter["values"] = new JsonArray([.. Values(value).Select(v => JsonValue.Create(v))]);
                return value is null ? null : filter;
            case "BETWEEN":
                (filter["value"], filter["highValue"]) = (value, highValue);
                return value is null || highValue is null ? null : filter;
            default:
                filter["value"] = value;
                return value is null ? null : filter;
        }
    }

    /// <summary>The values of a list: JSON as an expression gives it, or words with commas between them.</summary>
    private static string[] Values(string? value)
    {
        if (value is ['[', ..])
        {
            try
            {
                return [.. JsonElement.Parse(value).EnumerateArray().Select(v => v.ValueKind is JsonValueKind.String ? v.GetString()! : v.GetRawText())]; // a string element has a string
            }
            catch (JsonException)
            {
                // Then it is a word that starts with a bracket.
            }
        }

        return (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static string? Given(JsonElement filter, string name) =>
        filter.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } text ? text : null, // a string element has a string
                _ => value.GetRawText(),
            }
            : null;

    private static string? TooMany(SortedDictionary<int, JsonArray>.ValueCollection groups) =>
        groups.Count > 5 || groups.Any(g => g.Count > 6) || groups.Sum(g => g.Count) > 18
            ? "HubSpot takes at most 5 groups of filters, 6 filters in a group and 18 in all."
            : null;

    private static IEnumerable<Problem> Check(JsonElement settings)
    {
        var filters = settings.TryGetProperty("filters", out var list) && list.ValueKind is JsonValueKind.Array ? list.GetArrayLength() : 0;
        if (filters == 0 && !(settings.TryGetProperty("query", out var query) && query.ValueKind is JsonValueKind.String))
        {
            yield return new Problem(BadFilter, ProblemSeverity.Error, "/query", "Give words or a filter: a list of all records belongs into no conversation.");
        }
    }

    private static IReadOnlyList<FieldDefinition> FilterFields() =>
        [
            new("property", "Property", "Internal name, for example lifecyclestage, or associations.contact for records of a contact.", FieldKind.Text, Required: true),
            new("operator", "Comparison", "How it is compared.", FieldKind.Choice, Default: Json("EQ"), Options: Operators),
            new("value", "Value", "What it is compared with; commas separate the values of a list.", FieldKind.Value, Expression: true, Template: true),
            new("highValue", "Up to", "Upper end, for between.", FieldKind.Value, Expression: true, Template: true),
            new("group", "Group", "Filters of one group hold together; 1 to 5.", FieldKind.Number, Default: Json(1), Minimum: 1, Maximum: 5),
        ];

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
