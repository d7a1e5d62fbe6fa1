using System.Text.Json.Nodes;

namespace Connectors.Tests.HubSpot;

/// <summary>What the account of the tests has from the start.</summary>
internal static class HubSpotSamples
{
    private const string Created = "2026-01-05T08:00:00.000Z";

    /// <summary>Numbers of associations by type of the new record, as HubSpot documents them.</summary>
    public static IReadOnlyDictionary<(string Type, int Number), string> AssociationTypes { get; } =
        new Dictionary<(string, int), string>
        {
            [("contacts", 279)] = "companies",
            [("companies", 280)] = "contacts",
            [("deals", 3)] = "contacts",
            [("deals", 341)] = "companies",
            [("notes", 202)] = "contacts",
            [("notes", 190)] = "companies",
            [("notes", 214)] = "deals",
        };

    public static JsonNode Account() =>
        JsonNode.Parse(
            """
            { "portalId": 12345678, "accountType": "DEVELOPER_TEST", "timeZone": "Europe/Berlin", "companyCurrency": "EUR", "additionalCurrencies": [],
              "utcOffset": "+01:00", "utcOffsetMilliseconds": 3600000, "uiDomain": "app-eu1.hubspot.com", "dataHostingLocation": "eu1" }
            """
        )!;

    public static JsonNode Pipelines() =>
        new JsonObject
        {
            ["results"] = new JsonArray(
                Pipeline("default", "Sales Pipeline", ("appointmentscheduled", "Appointment scheduled"), ("contractsent", "Contract sent"), ("closedwon", "Closed won")),
                Pipeline("77", "Renewals", ("771", "Reminder sent"), ("772", "Closed won"))
            ),
        };

    public static IEnumerable<JsonObject> Owners() =>
        new[] { (Id: "9", Name: "nora"), (Id: "10", Name: "omar"), (Id: "11", Name: "pia") }.Select(o => new JsonObject
        {
            ["id"] = o.Id,
            ["email"] = $"{o.Name}@example.com",
            ["type"] = "PERSON",
            ["firstName"] = o.Name,
            ["lastName"] = "Sales",
            ["userId"] = 4_711,
            ["createdAt"] = Created,
            ["updatedAt"] = Created,
            ["archived"] = false,
        });

    public static JsonObject Batch(JsonObject result) =>
        new()
        {
            ["status"] = "COMPLETE",
            ["results"] = new JsonArray(result),
            ["startedAt"] = Created,
            ["completedAt"] = Created,
        };

    private static JsonObject Pipeline(string id, string label, params (string Id, string Label)[] stages) =>
        new()
        {
            ["id"] = id,
            ["label"] = label,
            ["displayOrder"] = 0,
            ["stages"] = new JsonArray(
                [
                    .. stages.Select(
                        (s, i) =>
                            new JsonObject
                            {
                                ["id"] = s.Id,
                                ["label"] = s.Label,
                                ["displayOrder"] = i,
                                ["metadata"] = new JsonObject { ["isClosed"] = "false", ["probability"] = "0.2" },
                                ["createdAt"] = Created,
                                ["updatedAt"] = Created,
                                ["archived"] = false,
                            }
                    ),
                ]
            ),
            ["createdAt"] = Created,
            ["updatedAt"] = Created,
            ["archived"] = false,
        };
}
