using System.Globalization;
using System.Text.Json.Nodes;
using Connectors.Tests.Described;

namespace Connectors.Tests.HubSpot;

/// <summary>Records, associations, owners and pipelines of an account, with the rules that HubSpot documents.</summary>
internal sealed class HubSpotAccount
{
    private static readonly Dictionary<string, string> UniqueProperties = new() { ["contacts"] = "email", ["companies"] = "shop_number", ["deals"] = "shop_number" };
    private readonly Dictionary<(string Type, string Id), JsonObject> _records = [];
    private readonly HashSet<(string FromType, string FromId, string ToType, string ToId)> _links = [];
    private int _lastId = 50;

    /// <summary>Scopes of the token; empty for all.</summary>
    public HashSet<string> Without { get; } = [];

    public IEnumerable<JsonObject> Records(string type) => _records.Where(r => r.Key.Type == type).Select(r => r.Value);

    public bool AreLinked(string fromType, string fromId, string toType, string toId) => _links.Contains((fromType, fromId, toType, toId));

    public string Add(string type, params (string Name, string Value)[] properties)
    {
        var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        _records[(type, id)] = new JsonObject
        {
            ["id"] = id,
            ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Value))),
            ["createdAt"] = "2026-03-02T09:00:00.000Z",
            ["updatedAt"] = "2026-03-02T09:00:00.000Z",
            ["archived"] = false,
        };
        return id;
    }

    public VendorAnswer Answer(VendorRequest request, ApiDescription description)
    {
        var path = $"/{string.Join('/', request.Path.Select(Uri.EscapeDataString))}";
        if (description.Find(request.Method, path) is not { } operation)
        {
            return new VendorAnswer(404, JsonNode.Parse("""{ "message": "HTTP 404 Not Found", "category": "NONE", "correlationId": "aeb5f871-7f07-4993-9211-075dc63e7cbf" }"""));
        }

        if (operation.TryGetProperty("x-scopes", out var scopes) && scopes.EnumerateArray().Select(s => s.GetString()!).FirstOrDefault(Without.Contains) is { } missing)
        {
            return HubSpotProblems.MissingScope(missing);
        }

        return request.Path switch
        {
            ["account-info", ..] => new VendorAnswer(200, HubSpotSamples.Account()),
            ["crm", "v3", "owners"] => Owners(request),
            ["crm", "v3", "pipelines", "deals"] => new VendorAnswer(200, HubSpotSamples.Pipelines()),
            ["crm", "v3", "objects", var type] when request.Method == "GET" => new VendorAnswer(200, Page([.. Records(type)], request.Query)),
            ["crm", "v3", "objects", var type] => Create(type, request.Body!),
            ["crm", "v3", "objects", var type, "search"] => HubSpotSearch.Answer([.. Records(type).Where(r => !IsArchived(r))], request.Body!, (id, other) => LinkedTo(type, id, other)),
            ["crm", "v3", "objects", var type, "batch", "upsert"] => Upsert(type, (JsonObject)request.Body!["inputs"]![0]!),
            ["crm", "v3", "objects", var type, var id] => One(type, id, request),
            ["crm", "v4", "objects", var from, var id, "associations", "default", var to, var other] => Link(from, id, to, other),
            ["crm", "v4", "objects", var from, var id, "associations", var to] => Linked(from, id, to, request.Query),
            ["crm", "v4", "objects", var from, var id, "associations", var to, var other] => Unlink(from, id, to, other),
            _ => HubSpotProblems.NotFound("There is no such path."),
        };
    }

    private VendorAnswer Create(string type, JsonObject body)
    {
        var properties = (JsonObject)body["properties"]!;
        if (HubSpotProblems.Unknown(type, properties) is { } refused)
        {
            return refused;
        }

        if (Same(type, properties, except: null) is { } existing)
        {
            return HubSpotProblems.Conflict(type, existing);
        }

        var id = Add(type, [.. properties.Select(p => (p.Key, (string)p.Value!))]);
        foreach (var association in body["associations"] as JsonArray ?? [])
        {
            var typeId = (int)association!["types"]![0]!["associationTypeId"]!;
            var toType = HubSpotSamples.AssociationTypes[(type, typeId)];
            Join(type, id, toType, (string)association["to"]!["id"]!);
        }

        return new VendorAnswer(201, _records[(type, id)].DeepClone());
    }

    private VendorAnswer One(string type, string key, VendorRequest request)
    {
        var record = request.Query.TryGetValue("idProperty", out var property)
            ? Records(type).FirstOrDefault(r => string.Equals(Property(r, property), key, StringComparison.OrdinalIgnoreCase) && !IsArchived(r))
            : _records.GetValueOrDefault((type, key));
        if (request.Method == "DELETE")
        {
            // HubSpot answers the same whether there was such a record or not.
            record?["archived"] = true;
            return new VendorAnswer(204);
        }

        if (record is null || IsArchived(record))
        {
            return HubSpotProblems.NotFound("resource not found");
        }

        if (request.Method == "PATCH")
        {
            var changes = (JsonObject)request.Body!["properties"]!;
            if (HubSpotProblems.Unknown(type, changes) is { } refused)
            {
                return refused;
            }

            if (Same(type, changes, except: record) is { } other)
            {
                return HubSpotProblems.Conflict(type, other);
            }

            Set(record, changes);
            return new VendorAnswer(200, record.DeepClone());
        }

        var answer = (JsonObject)record.DeepClone();
        answer["properties"] = new JsonObject(
            request.Query["properties"].Split(',').Select(name => KeyValuePair.Create(name, (JsonNode?)Property(record, name)))
        );
        if (request.Query.TryGetValue("associations", out var types))
        {
            answer["associations"] = new JsonObject(types.Split(',').Select(to => KeyValuePair.Create(to, (JsonNode?)Associated(type, (string)record["id"]!, to))));
        }

        return new VendorAnswer(200, answer);
    }

    private VendorAnswer Upsert(string type, JsonObject input)
    {
        var (by, value) = ((string)input["idProperty"]!, (string)input["id"]!);
        if (UniqueProperties.GetValueOrDefault(type) != by)
        {
            return HubSpotProblems.Invalid($"Property {by} does not have unique values");
        }

        var properties = (JsonObject)input["properties"]!;
        if (HubSpotProblems.Unknown(type, properties) is { } refused)
        {
            return refused;
        }

        var record = Records(type).FirstOrDefault(r => string.Equals(Property(r, by), value, StringComparison.OrdinalIgnoreCase));
        var isNew = record is null;
        if (record is null)
        {
            record = _records[(type, Add(type, (by, value)))];
        }

        Set(record, properties);
        var result = (JsonObject)record.DeepClone();
        result["new"] = isNew;
        return new VendorAnswer(200, HubSpotSamples.Batch(result));
    }

    private VendorAnswer Link(string fromType, string fromId, string toType, string toId)
    {
        if (!_records.ContainsKey((fromType, fromId)) || !_records.ContainsKey((toType, toId)))
        {
            return HubSpotProblems.NotFound("One or more associations are missing a record.");
        }

        Join(fromType, fromId, toType, toId);
        return new VendorAnswer(
            200,
            HubSpotSamples.Batch(
                new JsonObject
                {
                    ["from"] = new JsonObject { ["id"] = fromId },
                    ["to"] = new JsonObject { ["id"] = toId },
                    ["associationSpec"] = new JsonObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = 279 },
                }
            )
        );
    }

    private VendorAnswer Unlink(string fromType, string fromId, string toType, string toId)
    {
        _links.Remove((fromType, fromId, toType, toId));
        _links.Remove((toType, toId, fromType, fromId));
        return new VendorAnswer(204);
    }

    private VendorAnswer Linked(string fromType, string fromId, string toType, IReadOnlyDictionary<string, string> query)
    {
        if (!_records.ContainsKey((fromType, fromId)))
        {
            return HubSpotProblems.NotFound("resource not found");
        }

        var links = LinkedTo(fromType, fromId, toType).Select(id => new JsonObject
        {
            ["toObjectId"] = id,
            ["associationTypes"] = new JsonArray(new JsonObject { ["category"] = "HUBSPOT_DEFINED", ["typeId"] = 280, ["label"] = null }),
        });
        return new VendorAnswer(200, Page([.. links], query));
    }

    private static VendorAnswer Owners(VendorRequest request) =>
        new(200, Page([.. HubSpotSamples.Owners().Where(o => request.Query.GetValueOrDefault("email", "") is var email && (email.Length == 0 || (string?)o["email"] == email))], request.Query));

    private static JsonObject Page(IReadOnlyList<JsonObject> items, IReadOnlyDictionary<string, string> query)
    {
        // A page is small here, so that a list of three has two of them.
        var start = int.Parse(query.GetValueOrDefault("after", "0"), CultureInfo.InvariantCulture);
        var page = new JsonObject { ["results"] = new JsonArray([.. items.Skip(start).Take(2).Select(i => i.DeepClone())]) };
        if (items.Count > start + 2)
        {
            var after = (start + 2).ToString(CultureInfo.InvariantCulture);
            page["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = after, ["link"] = $"?after={after}" } };
        }

        return page;
    }

    private JsonObject Associated(string type, string id, string to) =>
        new() { ["results"] = new JsonArray([.. LinkedTo(type, id, to).Select(other => new JsonObject { ["id"] = other, ["type"] = $"{type}_to_{to}" })]) };

    private IEnumerable<string> LinkedTo(string type, string id, string to) =>
        _links.Where(l => (l.FromType, l.FromId, l.ToType) == (type, id, to)).Select(l => l.ToId).Order(StringComparer.Ordinal);

    private void Join(string fromType, string fromId, string toType, string toId)
    {
        _links.Add((fromType, fromId, toType, toId));
        _links.Add((toType, toId, fromType, fromId));
    }

    private JsonObject? Same(string type, JsonObject properties, JsonObject? except) =>
        UniqueProperties.TryGetValue(type, out var unique) && (string?)properties[unique] is { Length: > 0 } value
            ? Records(type).FirstOrDefault(r => r != except && string.Equals(Property(r, unique), value, StringComparison.OrdinalIgnoreCase))
            : null;

    private static void Set(JsonObject record, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            record["properties"]![name] = (string)value! is { Length: > 0 } text ? text : null;
        }

        record["updatedAt"] = "2026-03-02T09:05:00.000Z";
    }

    private static string? Property(JsonObject record, string name) => (string?)record["properties"]![name];

    private static bool IsArchived(JsonObject record) => (bool)record["archived"]!;
}
