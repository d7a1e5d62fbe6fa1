using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Connectors.HubSpot;

/// <summary>Pipelines and their stages (https://developers.hubspot.com/docs/api-reference/crm-pipelines-v3). They change seldom.</summary>
internal static class Pipelines
{
    private static readonly CachePolicy Seldom = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), ["pipelines"]);

    /// <summary>What can be done with pipelines.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new(
                "getPipelines",
                "Get pipelines",
                "Reads the pipelines of HubSpot with their stages.",
                new HttpOperation(HttpMethod.Get, "crm/v3/pipelines/{type}") { Result = "results", Reason = HubSpotErrors.Reason }.RunAsync
            )
            {
                Card = "Gets the pipelines of {type}",
                Fields =
                [
                    new FieldDefinition(
                        "type",
                        "Of",
                        "What moves through the pipelines.",
                        FieldKind.Choice,
                        Default: JsonSerializer.SerializeToElement("deals"),
                        Options: [new("deals", "deals"), new("tickets", "tickets")]
                    ),
                ],
                Outputs =
                [
                    new PortDefinition(
                        HubSpotApi.Success,
                        "read",
                        "A list of pipelines: id, label and stages.",
                        Shape: ValueShape.Sketch("[{ id: string, label: string, displayOrder: number, stages: [{ id: string, label: string, displayOrder: number }] }]")
                    ),
                ],
                Errors = HubSpotErrors.Documented,
                Cache = Seldom,
            },
        ];

    /// <summary>Reads pipelines for an operation that needs them, from the cache where they are there.</summary>
    public static Task<HubSpotAnswer> ReadAsync(OperationCall call, string type, CancellationToken cancellationToken) =>
        HubSpotApi.GetAsync(call, $"crm/v3/pipelines/{type}", cancellationToken, Seldom);

    /// <summary>Pipelines or stages of a name or id.</summary>
    /// <param name="items">Pipelines or stages.</param>
    /// <param name="name">Name without regard to case, or id; null for all.</param>
    public static IReadOnlyList<JsonElement> Named(IReadOnlyList<JsonElement> items, string? name)
    {
        if (name is null)
        {
            return items;
        }

        // An id is exact; a name may be that of several.
        var byId = items.Where(i => HubSpotJson.Text(i, "id") == name).ToList();
        return byId.Count > 0
            ? byId
            : [.. items.Where(i => string.Equals(HubSpotJson.Text(i, "label"), name, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>What there is, in words.</summary>
    public static string Words(IReadOnlyList<JsonElement> pipelines) =>
        VendorText.Shorten(
            string.Join("; ", pipelines.Select(p => $"{HubSpotJson.Text(p, "label")}: {string.Join(", ", HubSpotJson.List(p, "stages").Select(s => HubSpotJson.Text(s, "label")))}")),
            600
        );
}
