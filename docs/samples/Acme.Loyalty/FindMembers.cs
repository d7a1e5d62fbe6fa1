using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Acme.Loyalty;

/// <summary>Finds members: a read, page by page, whose answer may be used again for a minute.</summary>
internal static class FindMembers
{
    /// <summary>
    /// Since version 2 the setting is called <c>search</c>, as the programme finds e-mail addresses too. Version 1 stays, so
    /// that flows go on until somebody updates their nodes.
    /// </summary>
    public static OperationDefinition Operation { get; } =
        Named("search", "Search", "Part of the name or of the e-mail address.") with
        {
            Version = 2,
            FromPrevious = NodeUpgrades.Renaming(("name", "search")),
        };

    public static OperationDefinition First { get; } = Named("name", "Name", "Part of the name.");

    private static OperationDefinition Named(string field, string label, string help) =>
        new("findMembers", "Find members", "Finds members of the programme.", HttpOf(field).RunAsync)
        {
            Card = $"Finds members {{{field}}} in {{connection}}",
            Fields =
            [
                new FieldDefinition(field, label, help, FieldKind.Text, Required: true, Expression: true, Template: true),
                new FieldDefinition(
                    "tier",
                    "Tier",
                    "Only members of this tier.",
                    FieldKind.Choice,
                    Options: [new FieldOption("silver", "Silver"), new FieldOption("gold", "Gold")]
                ),
                new FieldDefinition(
                    "limit",
                    "At most",
                    "Number of members, 1 to 200.",
                    FieldKind.Number,
                    Default: JsonSerializer.SerializeToElement(20),
                    Advanced: true,
                    Minimum: 1,
                    Maximum: 200
                ),
            ],
            Outputs =
            [
                new PortDefinition(
                    "success",
                    "found",
                    "A list of members.",
                    Shape: ValueShape.Sketch("[{ id: string, name: string, tier: string, points: number }]")
                ),
                new PortDefinition("notFound", "not found", "Nobody fits."),
            ],
            Effect = EffectKind.Read,
            Paging = PagingDefinition.ByCursor("next", "after") with { Items = "members", SizeParameter = "size", PageSize = 50, MaxItems = 200 },
            Cache = new CachePolicy(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), ["members"]),
            Errors = HttpOperation.Errors(LoyaltyConnector.Key, LoyaltyConnector.Title),
        };

    private static HttpOperation HttpOf(string field) =>
        new(HttpMethod.Get, "members") { Query = [new HttpParameter("q", field), new HttpParameter("tier")], EmptyPort = "notFound" };
}
